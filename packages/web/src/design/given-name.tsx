/** Name of a person or an institution: given in Chinese, whatever the language of the page. */
export function GivenName({ name }: { readonly name: string }) {
  return <span lang="zh-CN">{name}</span>;
}

/** What somebody typed, or how a user is called: in whatever language that is. */
export function AsTyped({ text }: { readonly text: string }) {
  return <span translate="no">{text}</span>;
}
