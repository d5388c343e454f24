using Azure;

namespace Alerts.Cli;

/// <summary>What the storage service answers, as a sentence for the operator.</summary>
internal static class StorageFault
{
    public static string Explain(RequestFailedException refused) => refused.Status switch
    {
        0 => $"Storage cannot be reached ({FirstLine(refused)}): start the local runtime or Azurite, or choose the account with --account or --connection.",
        401 or 403 => $"Storage refuses this identity ({refused.ErrorCode ?? "403"}): give it the roles Storage Table, Queue and Blob Data Contributor on the account, and see that the account's firewall lets you in.",
        404 when refused.ErrorCode is "TableNotFound" or "QueueNotFound" or "ContainerNotFound" =>
            $"The account is empty ({refused.ErrorCode}): start the app once, or check that it is the right account.",
        _ => $"Storage answered {refused.Status} {refused.ErrorCode}: {FirstLine(refused)}",
    };

    private static string FirstLine(RequestFailedException refused) => refused.Message.Split('\n')[0].TrimEnd('\r', '.', ' ');
}
