using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>An open element.</summary>
/// <param name="OpensEntry">Whether the element is an entry's own, so that its end is the entry's.</param>
/// <param name="Base">The base of references inside; null when unknown.</param>
/// <param name="Language">The language inside; null when unknown.</param>
/// <param name="Bindings">How many prefixes were bound outside.</param>
internal readonly record struct Frame(ByteRange Name, Context Context, bool OpensEntry, string? Base, string? Language, int Bindings);
