/// How a playbook's page looks: one column on a phone, the contents beside it where there is room, A4 on paper.
enum HTMLStyle {
  static let sheet: HTMLText = """
    :root { --ground: #fff; --raised: #f4f6f8; --ink: #1b1f24; --soft: #545d68; --line: #d0d7de; --link: #0b57d0;
      --good: #116329; --bad: #a40e26; --warn: #7a4600; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #14171a; --raised: #1e2328; --ink: #e6e8ea; --soft: #a8b0b8; --line: #3a4149; --link: #8ab4f8;
        --good: #7ee2a0; --bad: #ff9f99; --warn: #f2c879; }
    }
    * { box-sizing: border-box; }
    html { color-scheme: light dark; background: var(--ground); color: var(--ink);
      font: 100%/1.5 system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; padding: 1rem; max-width: 46rem; overflow-wrap: anywhere; }
    h1, h2, h3, h4, p, dl, ol, ul { margin: 0; padding: 0; }
    h1 { font-size: 1.75rem; line-height: 1.2; }
    p, li, dd, h2, h3 { unicode-bidi: plaintext; }
    a { color: var(--link); }
    a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .aside, .met { color: var(--soft); font-size: .875rem; }
    .good { color: var(--good); font-weight: 600; }
    .bad { color: var(--bad); font-weight: 600; }
    .sample { margin: .5rem 0; padding: .5rem .75rem; border: 2px solid var(--warn); color: var(--warn);
      font-weight: 700; }
    nav { margin: 1.25rem 0 2rem; padding: .75rem 1rem; background: var(--raised); border-radius: .5rem; }
    nav h2 { font-size: 1rem; }
    nav h3 { margin-top: .75rem; font-size: .9375rem; }
    nav ul { list-style: none; }
    nav li { padding: .25rem 0; line-height: 1.4; }
    nav a { text-decoration: none; }
    .met { white-space: nowrap; }
    nav a:hover { text-decoration: underline; }
    section { margin-top: 2rem; }
    section > h2 { padding-bottom: .25rem; border-bottom: 2px solid var(--ink); font-size: 1.375rem; }
    article { padding: 1.25rem 0; border-bottom: 1px solid var(--line); scroll-margin-top: .5rem; }
    article:target { box-shadow: -.5rem 0 var(--ground), -.75rem 0 var(--link); }
    article > h3 { font-size: 1.1875rem; line-height: 1.35; }
    article > h4 { margin-top: 1rem; color: var(--bad); font-size: 1rem; }
    dl.about { margin-top: .5rem; font-size: .9375rem; }
    dt { color: var(--soft); font-size: .875rem; }
    dl.about dt { margin-top: .375rem; }
    ol { margin-top: .75rem; list-style-position: outside; padding-left: 1.5rem; }
    ol > li { margin-top: 1rem; }
    ol > li::marker { font-weight: 700; }
    dl.words, dl.more { display: grid; grid-template-columns: 3rem 1fr; column-gap: .5rem; align-items: baseline; }
    dl.words { row-gap: .25rem; }
    dl.words dd { font-size: 1.0625rem; }
    dl.more { margin-top: .25rem; color: var(--soft); font-size: .875rem; row-gap: .125rem; }
    dd { margin: 0; }
    .record { margin-top: .25rem; font-size: .9375rem; }
    .careful { margin-top: .25rem; color: var(--warn); font-size: .9375rem; }
    ul.dont { padding-left: 1.5rem; }
    ul.dont > li { margin-top: .375rem; }
    .back { position: fixed; right: .75rem; bottom: .75rem; padding: .5rem .875rem; background: var(--raised);
      border: 1px solid var(--line); border-radius: 1.25rem; font-size: .875rem; text-decoration: none; }
    main { padding-bottom: 4rem; }
    @media (min-width: 64rem) {
      body { display: grid; grid-template-columns: 21rem minmax(0, 46rem); column-gap: 2.5rem; max-width: 72rem; }
      header, main { grid-column: 2; }
      nav { grid-column: 1; grid-row: 1 / span 2; align-self: start; position: sticky; top: 1rem; margin: 0;
        max-height: calc(100vh - 2rem); overflow-y: auto; }
      .back { display: none; }
    }
    @media print {
      :root { --ground: #fff; --ink: #000; --soft: #444; --line: #aaa; --link: #000; --good: #000; --bad: #000;
        --warn: #000; }
      html { font-size: 10pt; color-scheme: light; }
      body { display: block; max-width: none; padding: 0; }
      nav, .back { display: none; }
      h2, h3, h4, article > .aside { break-after: avoid; }
      dl.about, li { break-inside: avoid; }
      main { padding: 0; }
    }
    @page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page); font: 9pt sans-serif; } }

    """

  /// On each sheet of paper.
  static let sample: HTMLText = """
    @page { @top-right { content: "SAMPLE: these results are invented."; font: bold 9pt sans-serif; } }

    """
}
