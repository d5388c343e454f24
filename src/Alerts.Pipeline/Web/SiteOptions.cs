using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Web;

/// <summary>Where readers reach this installation. Bound to the root of the configuration.</summary>
public sealed class SiteOptions
{
    /// <summary>Absolute http or https address, e.g. https://alerts.example.org; every link in a page or mail begins with it.</summary>
    public string PublicBaseUrl { get; set; } = "";

    public ImprintOptions Imprint { get; set; } = new();
}

/// <summary>Who runs the installation: the section <c>Imprint</c>, shown on the privacy page.</summary>
public sealed class ImprintOptions
{
    /// <summary>A person's or an organisation's name; empty leaves it out.</summary>
    public string Name { get; set; } = "";

    /// <summary>A mail or web address; empty leaves it out.</summary>
    public string Contact { get; set; } = "";
}

internal sealed class SiteOptionsValidator : IValidateOptions<SiteOptions>
{
    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        var good = Uri.TryCreate(options.PublicBaseUrl, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 };
        return good
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"The setting PublicBaseUrl is \"{options.PublicBaseUrl}\"; set it to the address readers use, such as https://alerts.example.org, without query or fragment.");
    }
}
