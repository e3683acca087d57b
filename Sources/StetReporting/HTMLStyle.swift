/// The style sheet of the HTML page.
enum HTMLStyle {
  /// Colours differ by severity, and so do the lines under the words: nothing is told by colour
  /// alone. All pairs of text and ground reach a contrast of 4.5 to 1 in both schemes.
  static let sheet = """
    :root { --paper: #fbf9f4; --ink: #1d1b18; --soft: #625d55; --rule: #d8d2c6; --error: #a4161a;
      --warning: #8a4b00; --advice: #1f5a8c; --error-tint: #fbdcd9; --warning-tint: #fbe7bd;
      --advice-tint: #d9e8f5; --ok: #1f6b3a; }
    @media (prefers-color-scheme: dark) { :root { --paper: #17191c; --ink: #e8e4dc; --soft: #a9a39a;
      --rule: #3a3d42; --error: #ff9d94; --warning: #f2bf5e; --advice: #8fc4f2; --error-tint: #4d1f1e;
      --warning-tint: #45340f; --advice-tint: #1c364d; --ok: #8fd6a5; } }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-padding-top: 2rem; }
    body { margin: 0 auto; max-width: 68rem; padding: 0 1.25rem 4rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
    header { border-bottom: 3px double var(--ink); padding: 1.5rem 0 .75rem; display: flex;
      flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; }
    h1 { font: 700 2.25rem/1 "Iowan Old Style", Palatino, Georgia, "Noto Serif", serif; margin: 0;
      font-style: italic; }
    .summary { margin: 0; font-size: 1.05rem; }
    h2 { font-size: .95rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
    a { color: inherit; }
    a:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--advice);
      outline-offset: 2px; border-radius: 2px; }
    .skip { position: absolute; left: -100vw; background: var(--paper); padding: .5rem 1rem; }
    .skip:focus { left: 0; top: 0; z-index: 2; }
    .quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
    .chart, nav { margin: 1.25rem 0; }
    .chart table { border-collapse: collapse; width: 100%; max-width: 40rem; font-size: .9rem; }
    .chart th { text-align: left; font-weight: 400; padding: .15rem .75rem .15rem 0; width: 1%;
      white-space: nowrap; }
    .chart td { padding: .15rem .5rem .15rem 0; }
    .chart td:nth-child(2) { text-align: right; width: 1%; font-variant-numeric: tabular-nums; }
    .bar { display: flex; height: .8rem; gap: 1px; }
    .bar span, .key { background: var(--error); }
    .bar .warning, .key.warning { background: var(--warning); }
    .bar .advice, .key.advice { background: var(--advice); }
    .key { display: inline-block; width: .7rem; height: .7rem; margin-right: .3rem; }
    .filter { border: 0; padding: 0; margin: .75rem 0 0; display: flex; flex-wrap: wrap;
      gap: .25rem 1.25rem; font-size: .9rem; }
    .filter label { padding: .2rem 0; }
    nav ol { margin: 0; padding-left: 1.4rem; font-size: .9rem; columns: 18rem; }
    nav li { overflow-wrap: anywhere; break-inside: avoid; }
    .count { color: var(--soft); font-variant-numeric: tabular-nums; }
    .file { border-top: 1px solid var(--ink); padding-top: .6rem; margin-top: 2rem; }
    .file h2 { color: var(--soft); font-weight: 600; }
    .problem { border-left: 4px solid var(--error); padding-left: .75rem; }
    .row { display: grid; grid-template-columns: minmax(0, 34rem) minmax(0, 1fr); column-gap: 2.5rem;
      align-items: start; }
    .copy { font: 1.125rem/1.5 "Iowan Old Style", Palatino, Georgia, "Noto Serif", serif;
      margin: 0 0 .7rem; overflow-wrap: break-word; }
    .is-headline { font-size: 1.9rem; line-height: 1.15; font-weight: 700; margin-bottom: .9rem; }
    .is-standfirst { font-size: 1.2rem; font-style: italic; }
    .is-crosshead { font-weight: 700; margin-top: .6rem; }
    .is-byline, .is-caption, .is-note { font-size: 1rem; color: var(--soft); }
    .is-pullQuote, .is-blockQuote { border-left: 3px solid var(--rule); padding-left: 1rem; }
    .is-listItem { padding-left: 1.25rem; }
    .is-other { font: .9rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; color: var(--soft);
      white-space: pre-wrap; }
    hr { border: 0; border-top: 1px solid var(--rule); margin: .75rem 25%; }
    .gap, .cut { color: var(--soft); font-size: .9rem; }
    .gap { text-align: center; max-width: 34rem; }
    .mark { text-decoration: none; scroll-margin-top: 4rem; }
    .mark mark { color: inherit; background: var(--error-tint); white-space: pre-wrap;
      text-decoration: underline wavy var(--error) 1.5px; text-underline-offset: .18em;
      padding: 0 .08em; border-radius: 2px; }
    .mark.warning mark { background: var(--warning-tint);
      text-decoration: underline solid var(--warning) 2px; }
    .mark.advice mark { background: var(--advice-tint);
      text-decoration: underline dotted var(--advice) 2px; }
    .mark sup { font: 700 .65rem/1 system-ui, sans-serif; color: var(--error); padding: 0 .1em; }
    .mark.warning sup { color: var(--warning); }
    .mark.advice sup { color: var(--advice); }
    .mark:target mark, .mark:hover mark, .mark:focus mark { outline: 2px solid currentColor; }
    .control { font: .75em ui-monospace, "DejaVu Sans Mono", monospace; border: 1px solid; padding: 0 .2em;
      border-radius: 2px; }
    .notes { list-style: none; margin: 0 0 .7rem; padding: 0; font-size: .9rem; }
    .note { border-left: 4px solid var(--error); padding: .1rem 0 .1rem .75rem; margin-bottom: .45rem;
      scroll-margin-top: 4rem; overflow-wrap: anywhere; }
    .note.warning { border-color: var(--warning); }
    .note.advice { border-color: var(--advice); }
    .note:target { background: var(--error-tint); }
    .note.warning:target { background: var(--warning-tint); }
    .note.advice:target { background: var(--advice-tint); }
    .note p { margin: 0; }
    .number { font-weight: 700; text-decoration: none; color: var(--error); padding: 0 .2em 0 0; }
    .severity { font-weight: 700; color: var(--error); }
    .warning .number, .warning .severity { color: var(--warning); }
    .advice .number, .advice .severity { color: var(--advice); }
    .note .fix { font-size: 1rem; display: flex; flex-wrap: wrap; column-gap: 1rem;
      align-items: baseline; }
    .fix ins { text-decoration: none; color: var(--ok); font-weight: 600; white-space: pre-wrap; }
    .fix .or, .or ins { font-weight: 400; font-size: .9rem; color: var(--soft); }
    .why, .where { color: var(--soft); }
    .where { font-size: .8rem; font-variant-numeric: tabular-nums; }
    body:has(#show-error:not(:checked)) .note.error, body:has(#show-warning:not(:checked)) .note.warning,
    body:has(#show-advice:not(:checked)) .note.advice { display: none; }
    body:has(#show-error:not(:checked)) .mark.error :is(mark, sup),
    body:has(#show-warning:not(:checked)) .mark.warning :is(mark, sup),
    body:has(#show-advice:not(:checked)) .mark.advice :is(mark, sup) { all: unset; }
    body:has(#show-error:not(:checked)) .mark.error sup,
    body:has(#show-warning:not(:checked)) .mark.warning sup,
    body:has(#show-advice:not(:checked)) .mark.advice sup { display: none; }
    footer { margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .75rem;
      font-size: .9rem; color: var(--soft); }
    @media (max-width: 48rem) {
      body { padding: 0 .9rem 3rem; }
      .row { display: block; }
      .copy { font-size: 1.06rem; }
      .is-headline { font-size: 1.5rem; }
      .notes { margin: -.2rem 0 1rem; }
      .number { padding: .3rem .5rem .3rem 0; }
      .filter label { padding: .5rem 0; }
    }
    @media print { .filter, .skip { display: none; } .row { break-inside: avoid; } }

    """
}
