using Alerts.Detection.Annotation;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>Who a change is by where its sentence does not say.</summary>
internal static class UnnamedHolder
{
    /// <summary>The one actor of the sentence, or, where it names none, who held the topic's position before.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="resolver">Its actors.</param>
    /// <param name="before">Who held the position before; null where nobody did.</param>
    public static Party? Nearest(ParsedSentence sentence, ActorResolver resolver, Party? before)
    {
        Party? only = null;
        foreach (var named in resolver.Mentions)
        {
            if (Stands(sentence, resolver, named) is not { } party)
                continue;
            if (only is { } other && other.Actor != named.Actor)
                return null;
            only = party;
        }

        return only ?? (resolver.Mentions.Count == 0 ? before : null);
    }

    /// <summary>"Missile deployment in Germany scrapped": the country where it was to be.</summary>
    public static Party? Place(ParsedSentence sentence, ActorResolver resolver, int last)
    {
        var chunk = sentence.Chunks.Find(c => c.Contains(last));
        if (chunk is null || chunk.Index + 2 >= sentence.Chunks.Count)
            return null;
        var preposition = sentence.Chunks[chunk.Index + 1];
        var noun = sentence.Chunks[chunk.Index + 2];
        return preposition.Kind == ChunkKind.Preposition && sentence.Tokens[preposition.Start].Is("in") && noun.Kind == ChunkKind.Noun && resolver.Named(noun.Start, noun.End) is { } named ? resolver.Of(named) : null;
    }

    // Whom a name stands for where nobody is said to act; null where it is only aimed at.
    private static Party? Stands(ParsedSentence sentence, ActorResolver resolver, ActorMention named)
    {
        var (_, last) = sentence.TokensIn(named.Start, named.End);
        if (sentence.Chunks.Find(c => c.Contains(last)) is not { } chunk)
            return null;

        // "deleted from the Czech government's programme"
        var mark = chunk.Start;
        while (mark < chunk.End && sentence.Tags[mark] != Tag.PossessiveMark)
            mark++;
        var written = sentence.Tokens[chunk.Head].Lower is "programme" or "program" or "platform" or "manifesto" or "budget" or "agenda" or "draft" or "bill" or "plan" or "paper" or "statement" or "text";
        if (mark > last && mark < chunk.End)
            return written ? resolver.Possessor(chunk, null) : null;
        if (named.Form == ActorForm.Demonym && written)
            return resolver.Of(named);

        // In a headline a verb may look like a noun: "Cairo reviews tender".
        if (sentence.Headline && named.Form != ActorForm.Demonym && sentence.Tokens[chunk.Start].Start == named.Start && !Targeted(sentence, named))
            return resolver.Of(named);
        return !Targeted(sentence, named) && resolver.Resolve(chunk) is { Known: true, ThirdParty: false } party ? party : null;
    }

    // "sanctions on Russia", "talks with Turkey", "against Kyiv", "Poland's critics": no one who acts.
    private static bool Targeted(ParsedSentence sentence, ActorMention named)
    {
        var (first, last) = sentence.TokensIn(named.Start, named.End);
        if (first < 0)
            return true;
        while (first > 0 && sentence.Tags[first - 1] is Tag.Determiner or Tag.Adjective)
            first--;
        if (first > 1 && sentence.Tokens[first - 1].Is("to") && sentence.Tokens[first - 2].Is("according"))
            return false;
        return (first > 0 && sentence.Tokens[first - 1].Lower is "on" or "against" or "with" or "to" or "for" or "from" or "at" or "about" or "than")
            || (last + 1 < sentence.Tokens.Count && sentence.Tags[last + 1] == Tag.PossessiveMark);
    }
}
