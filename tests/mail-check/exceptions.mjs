// What the mails are held against, and what they are excused from, each with its reason.

// Every client that is tested for caniemail and that people still use; Windows Mail and the webmail of small providers are left out.
export const clients = [
  'aol.desktop-webmail', 'apple-mail.ios', 'apple-mail.macos', 'fastmail.desktop-webmail', 'gmail.android', 'gmail.desktop-webmail', 'gmail.ios',
  'gmx.android', 'gmx.desktop-webmail', 'gmx.ios', 'hey.desktop-webmail', 'orange.desktop-webmail', 'orange.ios', 'outlook.android', 'outlook.ios',
  'outlook.macos', 'outlook.outlook-com', 'outlook.windows', 'protonmail.android', 'protonmail.desktop-webmail', 'protonmail.ios',
  'samsung-email.android', 'thunderbird.macos', 'thunderbird.windows', 'web-de.desktop-webmail', 'yahoo.android', 'yahoo.desktop-webmail', 'yahoo.ios',
];

// html-validate: its recommended rules, but for what makes a page and would break a mail.
export const rules = {
  'no-inline-style': 'off', // many clients drop style elements: what a mail needs stands in its elements
  'presentation-role-style': ['error', { prefer: 'presentation' }], // older screen readers know "presentation" and not "none"
};

// caniemail, by feature; what is not used any more must go from here: "none" where some client ignores it, "partial" where some client knows only some of its values.
export const accepted = {
  // Lost without harm.
  '<body> element (none)': 'a document has one; its colours and font stand on the tables too',
  '<body> element (partial)': 'as above: a div takes its place',
  '<style> element (none)': 'holds the dark scheme alone; every style that a mail needs is inline',
  '<style> element (partial)': 'as above; it stands in the head and is under 1 KB',
  '@media (none)': 'the dark scheme alone',
  '@media (partial)': 'the dark scheme alone; no other query is used',
  'color-scheme CSS property (none)': 'tells Apple Mail that the mail has a dark scheme of its own; others show the light one, or darken it',
  'border-radius (none)': 'square corners',
  'border-radius (partial)': 'no elliptic corners are used',
  'border-spacing (none)': 'two pixels of the same colour around a cell',
  'lang attribute (none)': 'for screen readers, where it is kept',
  'lang attribute (partial)': 'as above',
  'role attribute (none)': 'for screen readers, where it is kept',
  'role attribute (partial)': 'it stands on tables alone, where it works',
  'text-decoration (none)': 'links are underlined anyway, and the button is then too',
  'text-decoration (partial)': 'one value, "underline" or "none", where it is lost as above',
  'word-break (none)': 'only a word longer than the window is wide widens the card',
  'word-break (partial)': 'all of them break words that are too long, which is what it is for',
  'padding (partial)': 'Outlook on Windows pads cells alone: cards, quotes and buttons are cells; marks and chips are only tighter',
  'max-width (partial)': 'the card is a table where it must be one (Outlook on Windows), and full width does elsewhere',
  'line-height (partial)': 'Outlook on Windows: only lines of the same size share an element',

  // Known by the values that are used.
  '<ul>, <ol> and <dl> (partial)': 'no "reversed", no "value"',
  'background (partial)': 'one colour; no image',
  'border (partial)': '3 pixels of a cell and 1 of a heading',
  'display (partial)': '"none" and "inline-block"; Outlook on Windows shows the latter in the line, which does as well',
  'display:none (partial)': 'on a div without tables or images',
  'font-size (partial)': 'pixels',
  'font-weight (partial)': '600 and 700, which are bold',
  'margin (partial)': 'in pixels, none negative, on blocks alone',
  'text-align (partial)': '"left"',
  'width property (partial)': 'on tables, where it works',
};
