declare module 'virtual:gongji-policies' {
  export const catalogue: readonly import('./policy/catalogue.ts').CatalogueEntry[];
}

declare module 'virtual:antd-styles.css';
