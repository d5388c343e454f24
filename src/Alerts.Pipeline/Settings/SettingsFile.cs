using System.Text.Json;

namespace Alerts.Pipeline.Settings;

/// <summary>Reads the settings file of the Functions tools: the object Values, with "__" between the parts of a name; the names it gives have ":" there.</summary>
public static class SettingsFile
{
    public const string Sample = "local.settings.sample.json";
    public const string Own = "local.settings.json";

    /// <returns>Nothing where the file does not exist.</returns>
    /// <exception cref="SettingsException">It is not such a file.</exception>
    public static Dictionary<string, string?> Read(string file)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(file))
            return settings;

        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("Values", out var values) || values.ValueKind != JsonValueKind.Object)
                throw new SettingsException($"{file} has no object \"Values\": take {Sample} as the model.");

            if (json.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
                throw new SettingsException($"{file} is encrypted: run \"func settings decrypt\" on it, or start from {Sample}.");

            foreach (var value in values.EnumerateObject())
            {
                if (value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    throw new SettingsException($"{value.Name} in {file} is not a text: write nested settings as {value.Name}__Name.");
                settings[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ToString();
            }

            return settings;
        }
        catch (JsonException broken)
        {
            throw new SettingsException($"{file} is not JSON (line {broken.LineNumber + 1}): mend it there.", broken);
        }
    }
}
