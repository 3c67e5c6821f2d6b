import { createHash } from 'node:crypto';

/** The one style of customers' pages, in the page itself: one request, and nothing to be blocked. */
export const style = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#4b5866;--paper:#f3f5f8;--card:#fff;--line:#d5dbe2;--accent:#0b57a4;
--good:#17693a;--bad:#a3271f;--notice:#fff4d6;--wrong:#a3271f}
@media(prefers-color-scheme:dark){:root{--ink:#eef2f6;--soft:#b3bfcb;--paper:#12181f;--card:#1c242d;--line:#3a4653;
--accent:#8cc0ff;--good:#1f8049;--bad:#b93a31;--notice:#3d3414;--wrong:#ff9d94}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;
overflow-wrap:anywhere}
main,.top{max-width:40rem;margin:0 auto;padding:0 1rem}
.top{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding-top:.75rem;padding-bottom:.25rem;
color:var(--soft)}
.top a{padding:.6rem .25rem}
a{color:var(--accent)}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem}
h2{font-size:1.125rem;line-height:1.3;margin:0 0 .5rem}
p{margin:.25rem 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
.state{border-left:.4rem solid var(--accent)}
.state.resolved,.state.closed{border-left-color:var(--good)}
.state.pending{border-left-color:#c98a00}
.big{font-size:1.25rem;font-weight:600}
.nb{white-space:nowrap}
.receipt{overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.9375rem}
.notice{background:var(--notice)}
.ask{border:2px solid var(--accent)}
button{display:block;width:100%;min-height:3.5rem;margin:.75rem 0 0;padding:.75rem 1rem;border:2px solid transparent;
border-radius:.75rem;font:inherit;font-size:1.125rem;font-weight:600;color:#fff;cursor:pointer}
.yes{background:var(--good)}
.no{background:var(--card);color:var(--ink);border-color:var(--bad)}
button.do{min-height:3rem;font-size:1rem;background:var(--card);color:var(--accent);border-color:var(--accent)}
.thanks{border-left:.4rem solid var(--good)}
.hint{color:var(--soft);font-size:.9375rem}
.wrong{color:var(--wrong);font-weight:600}
.notice a{color:inherit}
a.way{display:inline-block;padding:.6rem 0;font-weight:600}
label{font-weight:600}
label{display:block;margin:.75rem 0 .25rem}
textarea{min-height:4.5rem}
textarea,input{display:block;width:100%;min-height:3rem;margin:.25rem 0 0;padding:.6rem;border:1px solid var(--soft);border-radius:.5rem;
background:var(--card);color:inherit;font:inherit}
textarea[aria-invalid],input[aria-invalid]{border:2px solid var(--wrong)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
dl{margin:.5rem 0 0}
dt{color:var(--soft);font-size:.9375rem}
dd{margin:0 0 .5rem}
ol{list-style:none;margin:0;padding:0}
li{padding:.6rem 0;border-top:1px solid var(--line)}
li:first-child{border-top:0;padding-top:0}
li:last-child{padding-bottom:0}
.note{white-space:pre-line;margin-top:.25rem;padding-left:.75rem;border-left:3px solid var(--line)}
summary{cursor:pointer;padding:.75rem 0;min-height:2.75rem;color:var(--accent);font-weight:600}
details{margin-top:.5rem}
`.trim();

const hash = createHash('sha256').update(style).digest('base64');

/** Nothing but this page: our own style, a form to ourselves; no script, no frame, nothing from elsewhere. */
export const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
