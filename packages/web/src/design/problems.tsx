/** What was said against the last deed, all of it. */
export function Problems({ wrong }: { readonly wrong: readonly string[] }) {
  return (
    <div role="alert">
      {wrong.length > 0 && (
        <ul className="notice notice-bad">
          {wrong.slice(0, 50).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
