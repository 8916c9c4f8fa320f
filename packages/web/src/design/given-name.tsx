/** Name of a person or an institution: given in Chinese, whatever the language of the page. */
export function GivenName({ name }: { readonly name: string }) {
  return <span lang="zh-CN">{name}</span>;
}
