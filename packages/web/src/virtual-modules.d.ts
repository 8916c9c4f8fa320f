declare module 'virtual:gongji-policies' {
  export const catalogue: readonly import('./policy/catalogue.ts').CatalogueEntry[];
}
