namespace Alerts.Pipeline.Web.Handlers;

/// <summary>Tells a page's address from that of its other forms: one route serves them all, since the host does not rank routes by how much they say.</summary>
internal static class AddressForm
{
    /// <returns>The id, and what stands behind its last dot in lower case; null where there is no dot.</returns>
    internal static (string Id, string? Form) Split(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? (name, null) : (name[..dot], name[(dot + 1)..].ToLowerInvariant());
    }
}
