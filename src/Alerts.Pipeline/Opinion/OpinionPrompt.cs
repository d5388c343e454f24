using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Detection;
using Microsoft.Extensions.AI;

namespace Alerts.Pipeline.Opinion;

/// <summary>The question. Its words lie in <c>prompt.txt</c>; the material goes as JSON, so that no text can end its own quotation.</summary>
internal static class OpinionPrompt
{
    /// <summary>UTF-16 units of the article that are sent, around the proof.</summary>
    public const int MostText = 6000;

    // Letters of every script stay themselves: what is quoted back must be verbatim.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the model is told to do, whatever the article says.</summary>
    public static string Instructions { get; } = Read();

    /// <param name="topic">The finding's topic; null where the data has none of that id.</param>
    /// <param name="doubt">See <see cref="Ambiguity.Of"/>.</param>
    public static IReadOnlyList<ChatMessage> Of(Finding finding, Topic? topic, string doubt, string? title, string text)
    {
        var evidence = finding.Evidence;
        var material = new
        {
            claim = new
            {
                actor = finding.Actor,
                topic = topic?.Name ?? finding.Topic,
                proposition = topic?.Proposition ?? finding.ObjectPhrase,
                about = finding.About,
                from = finding.From.ToString(),
                to = finding.To.ToString(),
                proof = evidence.Quote,
            },
            doubt,
            article = new { title = title ?? "", text = Shown(text, evidence.Part == TextPart.Text ? evidence.Span : default) },
        };
        return [new(ChatRole.System, Instructions), new(ChatRole.User, JsonSerializer.Serialize(material, Json))];
    }

    /// <summary>So much of a long text as is sent: the proof in the middle, whole characters at both ends.</summary>
    internal static string Shown(string text, TextSpan proof)
    {
        if (text.Length <= MostText)
            return text;
        var start = Math.Clamp((proof.Start + proof.End - MostText) / 2, 0, text.Length - MostText);
        var end = start + MostText;
        if (char.IsLowSurrogate(text[start]))
            start++;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static string Read()
    {
        using var stream = typeof(OpinionPrompt).Assembly.GetManifestResourceStream("opinion-prompt.txt")
            ?? throw new InvalidOperationException("opinion-prompt.txt is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
