using Azure.Data.Tables;

namespace Alerts.Pipeline.Storage;

/// <summary>The table service's limits, which Azurite does not hold and Azure does (Understanding the Table service data model).</summary>
internal static class EntityLimits
{
    public const int PropertyBytes = 64 * 1024;
    public const int EntityBytes = 1024 * 1024;
    public const int Properties = 252;
    public const int BatchEntities = 100;
    public const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>Refuses an entity that Azure would refuse.</summary>
    /// <exception cref="PermanentFailure">Naming the row and the property.</exception>
    public static int Check(TableEntity entity)
    {
        // 4 bytes + both keys, then per property 8 bytes + its name + its value: the service's own formula.
        var size = 4 + ((entity.PartitionKey.Length + entity.RowKey.Length) * 2);
        foreach (var (name, value) in entity)
        {
            var bytes = SizeOf(value);
            if (bytes > PropertyBytes)
                throw new PermanentFailure($"Row {entity.PartitionKey}/{entity.RowKey}: {name} has {bytes} bytes; a property holds {PropertyBytes}.");
            size += 8 + (name.Length * 2) + bytes;
        }

        if (entity.Count > Properties + 4)
            throw new PermanentFailure($"Row {entity.PartitionKey}/{entity.RowKey} has {entity.Count} properties; a row holds {Properties}.");
        if (size > EntityBytes)
            throw new PermanentFailure($"Row {entity.PartitionKey}/{entity.RowKey} has {size} bytes; a row holds {EntityBytes}.");
        return size;
    }

    private static int SizeOf(object? value) => value switch
    {
        string text => 4 + (text.Length * 2),
        byte[] bytes => 4 + bytes.Length,
        BinaryData data => 4 + data.ToMemory().Length,
        Guid => 16,
        bool => 1,
        int => 4,
        _ => 8,
    };
}
