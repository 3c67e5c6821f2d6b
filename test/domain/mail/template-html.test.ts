import { describe, expect, it } from 'vitest';
import { faultsOfHtml, safeHtml } from '../../../mail/template-html.ts';

describe('an operator’s own HTML', () => {
  it('may hold words in any form, tables, and links that people follow', () => {
    const html = `<h1>{{number}}</h1><p style="color: #b00; margin: 0 0 1em">{{reason}}<br>
      <a href="{{link}}">Ход работ</a>, <a href="{{ link }}">там же</a>, <a href="tel:+74950000000">позвонить</a></p>
      <table role="presentation"><tr><td colspan="2">{{promisedAt}}</td></tr></table>`;
    expect(faultsOfHtml(html)).toEqual([]);
  });

  it.each([
    ['runs', '<script>alert(1)</script>', '<script> is not allowed in a mail'],
    ['runs when touched', '<p onclick="go()">1</p>', 'onclick of <p> is not allowed'],
    ['runs when followed', '<a href="java&#10;script:alert(1)">1</a>', 'href of <a> is no https'],
    ['is followed in the clear', '<a href="http://elsewhere.example">1</a>', 'href of <a> is no https'],
    ['is fetched', '<img src="https://elsewhere.example/seen.gif">', '<img> is not allowed in a mail'],
    ['is fetched by its form', '<p style="background:url(//x)">1</p>', 'style of <p> may only say'],
    ['is fetched as a style', '<style>@import "//x"</style>', '<style> is not allowed in a mail'],
    ['hides in a picture', '<svg><script>1</script></svg>', '<svg> is not allowed in a mail'],
    ['asks for input', '<form action="//x"><input name="pin"></form>', '<form> is not allowed in a mail'],
    ['leads elsewhere by itself', '<meta http-equiv="refresh" content="0;//x">', '<meta> is not allowed in a mail'],
    ['puts what people wrote into an attribute', '<p title="{{reason}}">1</p>', 'title of <p> can hold no placeholder'],
    ['puts it into an address', '<a href="https://x/?{{reason}}">1</a>', 'href of <a> is no https'],
  ])('is refused where it %s', (_, html, fault) => {
    expect(faultsOfHtml(html).join()).toContain(fault);
    expect(safeHtml(html)).not.toMatch(/script:|<script|onclick|http:|<img|url\(|<style|<svg|<form|<meta|\{\{/i);
  });

  it('is mended where tags were left open, and loses its comments', () => {
    expect(safeHtml('<!-- {{reason}} --><p><b>1')).toBe('<p><b>1</b></p>');
  });

  it('is judged in no time, whatever it is', () => {
    const began = performance.now();
    faultsOfHtml(`<p style="${'a:'.repeat(50_000)}(">`);
    faultsOfHtml('<div '.repeat(50_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
