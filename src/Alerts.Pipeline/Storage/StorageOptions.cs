using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Storage;

/// <summary>The storage account: the section <c>AzureWebJobsStorage</c>, as the Functions host reads it.</summary>
public sealed class StorageOptions
{
    public const string Section = "AzureWebJobsStorage";

    /// <summary>The value of the section itself; null where the account is named and reached by identity.</summary>
    public string? ConnectionString { get; set; }

    public string? AccountName { get; set; }

    /// <summary>Client id of a user-assigned managed identity; null means the ambient credential.</summary>
    public string? ClientId { get; set; }

    public Uri? BlobServiceUri { get; set; }

    public Uri? QueueServiceUri { get; set; }

    public Uri? TableServiceUri { get; set; }
}

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var uris = (options.BlobServiceUri, options.QueueServiceUri, options.TableServiceUri);
        if (string.IsNullOrWhiteSpace(options.ConnectionString) && string.IsNullOrWhiteSpace(options.AccountName) && uris is not ({ }, { }, { }))
        {
            return ValidateOptionsResult.Fail(
                "AzureWebJobsStorage is missing: set it to a connection string (UseDevelopmentStorage=true for Azurite), or set AzureWebJobsStorage__accountName.");
        }

        return ValidateOptionsResult.Success;
    }
}
