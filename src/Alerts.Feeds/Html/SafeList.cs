namespace Alerts.Feeds.Html;

/// <summary>The elements, attributes and schemes that can do no harm. What is not here goes; new things stay out until they are understood.</summary>
internal static class SafeList
{
    /// <summary>
    /// Without noscript: browsers with scripting read its content by other rules than a sanitiser does, which lets scripts through.
    /// Without SVG and MathML for the same reason.
    /// </summary>
    public static readonly string[] Elements =
    [
        "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "br", "button",
        "canvas", "caption", "center", "cite", "code", "col", "colgroup", "command", "datagrid", "datalist", "dd", "del", "details", "dfn",
        "dialog", "dir", "div", "dl", "dt", "em", "event-source", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "input", "ins", "kbd", "keygen", "label", "legend", "li", "m", "main",
        "map", "mark", "menu", "meter", "multicol", "nav", "nextid", "ol", "optgroup", "option", "output", "p", "picture", "pre", "progress",
        "q", "rp", "rt", "ruby", "s", "samp", "section", "select", "small", "sound", "source", "spacer", "span", "strike", "strong", "sub",
        "summary", "sup", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr",
    ];

    /// <summary>Elements that go with all they hold; others leave their text behind.</summary>
    public static readonly string[] GoWithContent = ["script", "style", "applet", "template", "noembed", "noframes", "xmp", "plaintext"];

    /// <summary>Attributes; style is filtered on its own, and event handlers, formaction, srcdoc, ping and autoplay are not among them.</summary>
    public static readonly string[] Attributes =
    [
        "abbr", "accept", "accept-charset", "accesskey", "action", "align", "alt", "autocomplete", "autofocus", "axis", "background",
        "balance", "bgcolor", "bgproperties", "border", "bordercolor", "bordercolordark", "bordercolorlight", "bottompadding",
        "cellpadding", "cellspacing", "ch", "challenge", "char", "charoff", "charset", "checked", "choff", "cite", "class", "clear", "color",
        "cols", "colspan", "compact", "contenteditable", "controls", "coords", "data", "datafld", "datapagesize", "datasrc", "datetime",
        "default", "delay", "dir", "disabled", "draggable", "dynsrc", "enctype", "end", "face", "for", "form", "frame", "galleryimg", "gutter",
        "headers", "height", "hidden", "hidefocus", "high", "href", "hreflang", "hspace", "icon", "id", "inputmode", "ismap", "keytype", "kind",
        "label", "lang", "leftspacing", "list", "longdesc", "loop", "loopcount", "loopend", "loopstart", "low", "lowsrc", "max", "maxlength",
        "media", "method", "min", "multiple", "name", "nohref", "noshade", "nowrap", "open", "optimum", "pattern", "point-size", "poster",
        "pqg", "preload", "prompt", "radiogroup", "readonly", "rel", "repeat-max", "repeat-min", "replace", "required", "rev", "rightspacing",
        "rows", "rowspan", "rules", "scope", "selected", "shape", "size", "span", "src", "srclang", "start", "step", "summary", "suppress",
        "tabindex", "target", "template", "title", "toppadding", "type", "unselectable", "urn", "usemap", "valign", "value", "variable",
        "volume", "vrml", "vspace", "width", "wrap", "xml:lang",
    ];

    /// <summary>Attributes whose value is an address, and must have an allowed scheme or none.</summary>
    public static readonly string[] Addresses =
    [
        "action", "background", "cite", "data", "datasrc", "dynsrc", "href", "icon", "longdesc", "lowsrc", "poster", "src", "template", "urn",
        "usemap", "vrml",
    ];

    public static readonly string[] Schemes = ["http", "https", "mailto", "tel", "ftp", "sip", "xmpp", "news", "irc", "ircs", "magnet", "feed"];
}
