using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Alerts.Pipeline.Opinion;

/// <summary>A model's answer as it came: nothing in it is believed yet.</summary>
internal sealed record OpinionAnswer(Verdict Verdict, string Reason, string Quote)
{
    /// <summary>A longer answer is no answer, UTF-16 units.</summary>
    public const int Longest = 4000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Reads <c>{"verdict", "reason", "quote"}</c>, bare or in one Markdown fence; other properties are passed over.</summary>
    /// <param name="fault">What is wrong, where it returns false.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OpinionAnswer? answer, [NotNullWhen(false)] out string? fault)
    {
        answer = null;
        fault = string.IsNullOrWhiteSpace(text) ? "the answer is empty" : text.Length > Longest ? $"the answer has {text.Length} characters" : null;
        if (fault is not null)
            return false;
        try
        {
            using var document = JsonDocument.Parse(Unfenced(text!), Strict); // an absent text is a fault
            answer = Read(document.RootElement);
        }
        catch (JsonException)
        {
            fault = "the answer is no JSON object";
            return false;
        }

        fault = answer is null ? "the answer has no verdict of agree, veto or unsure" : null;
        return answer is not null;
    }

    private static OpinionAnswer? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        Verdict? verdict = Text(root, "verdict") switch
        {
            "agree" => Verdict.Agree,
            "veto" => Verdict.Veto,
            "unsure" => Verdict.Unsure,
            _ => null,
        };
        return verdict is { } said ? new(said, Text(root, "reason") ?? "", Text(root, "quote") ?? "") : null;
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: JSON allows it, a string does not.
            return null;
        }
    }

    private static string Unfenced(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith("```", StringComparison.Ordinal) || !trimmed.EndsWith("```", StringComparison.Ordinal))
            return trimmed;
        var line = trimmed.IndexOf('\n', StringComparison.Ordinal);
        return line < 0 || line > trimmed.Length - 3 ? trimmed : trimmed[line..^3];
    }
}
