using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Storage;

/// <summary>Reading and writing typed values of a row. A null is not written, an absent value is read as null.</summary>
internal static class EntityValues
{
    // 32,000 UTF-16 units stay under the 64 KiB of a property.
    private const int Piece = 32_000;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static TableEntity Entity(TableKey key) => new(key.Partition, key.Row);

    public static TableEntity With(this TableEntity entity, string name, object? value)
    {
        if (value is not null)
            entity[name] = value is Enum ? value.ToString() : value;
        return entity;
    }

    /// <summary>A text of any length, in as many properties as it takes: name, name_1, name_2 …</summary>
    public static TableEntity WithText(this TableEntity entity, string name, string? text)
    {
        if (text is null)
            return entity;
        for (var (start, i) = (0, 0); i == 0 || start < text.Length; i++)
        {
            var length = Math.Min(Piece, text.Length - start);
            if (length == Piece && char.IsHighSurrogate(text[start + length - 1]))
                length--;
            entity[PieceName(name, i)] = text.Substring(start, length);
            start += length;
        }

        return entity;
    }

    public static TableEntity WithJson<T>(this TableEntity entity, string name, T value) =>
        entity.WithText(name, JsonSerializer.Serialize(value, Json));

    public static string? Text(this TableEntity entity, string name)
    {
        if (entity.GetString(name) is not { } text)
            return null;
        if (!entity.ContainsKey(PieceName(name, 1)))
            return text;
        var pieces = new List<string> { text };
        while (entity.GetString(PieceName(name, pieces.Count)) is { } piece)
            pieces.Add(piece);
        return string.Concat(pieces);
    }

    /// <exception cref="InvalidDataException">The row lacks it.</exception>
    public static string Required(this TableEntity entity, string name) =>
        entity.Text(name) ?? throw new InvalidDataException($"Row {entity.PartitionKey}/{entity.RowKey} lacks {name}.");

    public static T? FromJson<T>(this TableEntity entity, string name) =>
        entity.Text(name) is { } text ? JsonSerializer.Deserialize<T>(text, Json) : default;

    public static DateTimeOffset? Time(this TableEntity entity, string name) => entity.GetDateTimeOffset(name);

    public static int Int(this TableEntity entity, string name) => entity.GetInt32(name) ?? 0;

    public static bool Flag(this TableEntity entity, string name) => entity.GetBoolean(name) ?? false;

    /// <summary>An enum by its name; the default value where the row has none or a later version's.</summary>
    public static T Enum<T>(this TableEntity entity, string name)
        where T : struct, Enum =>
        System.Enum.TryParse<T>(entity.GetString(name), out var value) ? value : default;

    private static string PieceName(string name, int i) => i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
}
