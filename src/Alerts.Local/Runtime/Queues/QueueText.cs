using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Alerts.Local.Runtime.Queues;

/// <summary>From a message's text to the parameter of a function, as the worker's serializer does it.</summary>
internal static class QueueText
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads <paramref name="text"/> as <paramref name="type"/>: a string as it is, anything else from JSON.</summary>
    /// <param name="text">As it lies in the queue.</param>
    /// <param name="base64">Whether it is Base64 of UTF-8.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="value">What it says.</param>
    /// <param name="reason">Why it cannot be read.</param>
    internal static bool TryRead(
        string text, bool base64, Type type, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? reason)
    {
        (value, reason) = (null, null);
        try
        {
            var plain = base64 ? Strict.GetString(Convert.FromBase64String(text)) : text;
            value = type == typeof(string) ? plain : JsonSerializer.Deserialize(plain, type, Json);
            reason = value is null ? "it is JSON's null" : null;
        }
        catch (FormatException)
        {
            reason = "it is not Base64";
        }
        catch (DecoderFallbackException)
        {
            reason = "it is not UTF-8";
        }
        catch (JsonException broken)
        {
            reason = $"it is not the JSON of {type.Name} ({broken.Message})";
        }

        return value is not null;
    }
}
