namespace Alerts.Local.Storage;

/// <summary>What it takes to run Azurite: the paths of node and of Azurite's azurite.js.</summary>
public sealed record AzuriteProgram(string Node, string Script);
