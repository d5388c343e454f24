namespace Alerts.Pipeline.Storage;

/// <summary>Where a row lies. Both parts are free of the characters that the table service refuses.</summary>
public readonly record struct TableKey(string Partition, string Row);
