using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>A namespace declaration; an empty prefix is the default namespace.</summary>
internal readonly record struct Binding(ByteRange Prefix, Space Space);
