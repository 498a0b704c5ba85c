/** Paper and ink of a mail: those of the site, by day and by night. Each ink is at least 4.5:1 on its paper. */
export interface Colours {
  paper: string;
  ink: string;
  quiet: string;
  accent: string;
  line: string;
}

export const LIGHT: Colours = {
  paper: '#fdfcf9',
  ink: '#1c1a16',
  quiet: '#625d53',
  accent: '#9b2415',
  line: '#d9d4c8',
};
const DARK: Colours = { paper: '#15140f', ink: '#ebe7de', quiet: '#a8a196', accent: '#f2937f', line: '#38352d' };

/**
 * What stands in the head. Light colours stand in each element as well, for programs that drop this: Gmail's app does
 * for mail of other providers, and Outlook for Windows reads it in part. Those darken a mail by their own rules.
 */
export const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
h1,h2,p{overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){
.paper{background-color:${DARK.paper}!important}
.ink{color:${DARK.ink}!important}
.quiet{color:${DARK.quiet}!important}
.accent{color:${DARK.accent}!important}
.line{border-color:${DARK.line}!important}
}`;
