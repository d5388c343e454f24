using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>What stands around a clause: negation, modality, hedges, continuity, time, its own kind.</summary>
internal sealed class Surroundings(SentenceReader reader)
{
    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;
    private readonly Scopes scopes = reader.Facts.Scopes;

    public void Apply(Attitude a, Clause clause)
    {
        var shape = clause.Verb?.Shape;
        if (shape is not null && clause.Verb is { } verb)
        {
            a.Cover(verb.Start, verb.End);
            if (shape.Negation >= 0 && a.Negated)
            {
                a.Negated = false;
            }
            else if (shape.Negation >= 0)
            {
                a.Cues.Add((shape.Negation, shape.Negation + 1));
                // "said it did not want X": told in the past, held now.
                var reported = clause is { Kind: ClauseKind.Content, Parent.Verb.Shape.Past: true } && !shape.Perfect;
                var past = (shape.Past || shape.Perfect) && shape.Modal is null && !reported;
                var lemma = facts.Lemma(verb);
                var renewal = lemma is "extend" or "renew" or "prolong" or "maintain" or "keep" or "retain" or "uphold" && !past;
                renewal |= lemma is "extend" or "renew" or "prolong";
                Composition.Negate(a, shape.NoLonger || scopes.AnyMore(), past && !renewal, renewal, sentence.Words(verb));
            }
            else if (scopes.InvertedNegation() is { } never && clause.Kind == ClauseKind.Root)
            {
                Composition.Negate(a, noLonger: false, past: false, renewal: false, never);
            }

            if (Almost(verb) is { } almost)
            {
                a.Drop("scope.negation", $"not done: {almost}");
                return;
            }

            if (shape is { Modal: "would" or "could" or "should", Perfect: true })
            {
                a.Drop("scope.counterfactual", $"counterfactual: {sentence.Words(verb)}");
                return;
            }

            Modal(a, shape, verb);
            if (a.Dropped)
                return;
        }

        if (clause.Verb is { } told && Wrongly(told) is { } wrongly)
            a.Drop("scope.retraction", $"said to be false: {wrongly}");
        if (clause.Verb is { } group && group.Start > 0 && sentence.Tokens[group.Start - 1].Lower is "neither" or "nor")
            a.Drop("scope.negation", $"negated by {sentence.Tokens[group.Start - 1].Lower}");
        foreach (var subject in clause.Subjects)
        {
            if (sentence.Tokens[subject.Start].Lower is "neither" or "nobody" or "none" or "no" or "few" && a.Rule != "noun.no-more")
                a.Drop("scope.negation", $"negated by {sentence.Words(subject)}");
        }

        if (scopes.Word(clause, WordClass.Hedge) >= 0 || (clause.Verb is { } seems && facts.Lemma(seems) is "appear" or "seem" or "look" or "sound"))
            a.Hedged = true;
        if (sentence.Tokens[0].Lower is "perhaps" or "maybe" or "possibly" or "conceivably" or "apparently" or "reportedly" || scopes.IsHedgedByPhrase())
            a.Hedged = true;
        if (sentence.Tokens[0].Is("under") && sentence.Tokens.Count > 3 && sentence.Tokens[1].Lower is "a" or "one" && (sentence.Tokens[2].Lower is "scenario" or "proposal" or "draft" or "motion" or "bill" || sentence.Tokens[3].Lower is "scenario" or "proposal" or "draft" or "motion" or "bill"))
            a.Drop("scope.proposal", "only proposed");
        if (a is { Mode: AttitudeMode.Statement, Rule: "verb.mention", Refused: false } && shape is { Negation: < 0 } && clause.Kind is ClauseKind.Root or ClauseKind.Content && Again(clause) is >= 0 and var again)
        {
            // "is buying gold again", "will once more import rice": it had stopped.
            a.Move(Position.Unknown, a.To, a.Sign);
            a.Cues.Add((again, again + 1));
        }

        if (scopes.Word(clause, WordClass.Continuity) is var continuity and >= 0 && a.Mode == AttitudeMode.Statement && !IsDurationAdjective(continuity))
        {
            a.Reiterated = true;
            a.Cues.Add((continuity, continuity + 1));
        }

        if (a.Mode == AttitudeMode.Statement && scopes.Repeated())
            a.Reiterated = true;
        if (a.Mode == AttitudeMode.Change && clause.Kind is ClauseKind.Content or ClauseKind.Relative or ClauseKind.Gerund or ClauseKind.Infinitive && scopes.Absence() is { } absence)
            a.Drop("scope.negation", $"negated by {absence}");
        if (scopes.Falsehood() is { } falsehood && clause.Kind is ClauseKind.Content or ClauseKind.Root && !a.Denied)
        {
            a.Denied = true;
            Composition.Govern(a, Effect.Deny, falsehood);
        }

        if (scopes.Background(clause) is { } time)
            a.Drop("scope.background", $"background: {time}");
        if (shape is { PastPerfect: true } && clause.Kind is ClauseKind.Relative or ClauseKind.Adverbial)
            a.Drop("scope.background", $"background: {sentence.Words(clause.Verb!)}");
        if (a.Mode == AttitudeMode.Change && Scopes.IsKnownBefore(clause))
            a.Drop("scope.background", $"background: {sentence.Words(clause.Verb!)}"); // such a clause has a verb
        if (a is { Mode: AttitudeMode.Change, Hedged: true } && shape is { PastPerfect: true, Modal: null } && clause.Kind == ClauseKind.Root && clause.Verb is { } weighed && facts.Lemma(weighed) is "consider" or "weigh" or "mull" or "contemplate" or "think")
            a.Drop("scope.background", $"background: {sentence.Words(weighed)}"); // "had considered dropping X"
        Kind(a, clause);
    }

    // "almost dropped"
    private string? Almost(Chunk verb)
    {
        for (var t = Math.Max(0, verb.Start - 1); t < verb.End; t++)
        {
            if (sentence.Tokens[t].Lower is "almost" or "nearly" or "narrowly" && (t >= verb.Start || sentence.Tags[t] == Tag.Adverb))
                return sentence.Words(Math.Min(t, verb.Start), verb.End);
        }

        return null;
    }

    // "was wrongly reported to have dropped X"
    private string? Wrongly(Chunk verb)
    {
        for (var t = verb.Start; t < Math.Min(verb.End + 2, sentence.Tokens.Count); t++)
        {
            if (sentence.Tokens[t].Lower is "wrongly" or "falsely" or "erroneously" or "mistakenly" or "incorrectly")
                return sentence.Words(verb);
        }

        return null;
    }

    private int Again(Clause clause)
    {
        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            if (scopes.OwnerOf(t) == clause && (sentence.Tokens[t].Is("again") || (sentence.Tokens[t].Is("more") && t > 0 && sentence.Tokens[t - 1].Is("once"))))
                return t;
        }

        return -1;
    }

    // "long" and "again" before a noun belong to the noun.
    private bool IsDurationAdjective(int token) => sentence.Tokens[token].Is("long") && token + 1 < sentence.Tokens.Count && sentence.Tags[token + 1] is Tag.Noun;

    private static void Modal(Attitude a, VerbShape shape, Chunk verb)
    {
        switch (shape.Modal)
        {
            case "may" or "might":
                a.Hedged = true;
                break;
            case "could" or "can" when shape.Negation < 0:
                a.Hedged = true;
                break;
            case "will" or "would":
                a.Intended = true;
                break;
            case "must" or "should" or "ought" when shape.Negation < 0:
                a.Desire = true;
                a.Cues.Add((verb.Start, verb.Start + 1));
                break;
            default:
                break;
        }
    }

    private void Kind(Attitude a, Clause clause)
    {
        if (clause.Kind == ClauseKind.Adverbial && clause.Opener is { } opener)
        {
            var word = sentence.Tokens[opener.Start].Lower;
            switch (word)
            {
                case "if" or "should" or "unless" or "provided" or "providing" or "assuming" or "whether" or "lest":
                    a.Drop("scope.condition", $"a condition: {word}");
                    break;
                case "until" or "till" or "before" or "once":
                    a.Drop("scope.condition", $"not yet: {word}");
                    break;
                case "as" when sentence.Tokens.Count > opener.Start + 1 && sentence.Tokens[opener.Start + 1].Lower is "if" or "though":
                    a.Drop("scope.counterfactual", "counterfactual: as if");
                    break;
                case "when" or "why" or "how" when clause.Parent?.Verb is { } asks && facts.Lemma(asks) is "ask" or "wonder" or "query" or "inquire" or "enquire" or "question":
                    a.Drop("scope.question", $"a question: {word}");
                    break;
                case "when" or "whenever" when clause.Parent?.Verb?.Shape is { Past: false }:
                    a.Drop("scope.condition", $"not yet: {word}");
                    break;
                default:
                    break;
            }
        }

        if (clause is { Kind: ClauseKind.Relative, Antecedent: { } bill, Opener: { } opens } && (clause.Verb?.Shape?.Modal == "would" || (opens.Start > 0 && sentence.Tags[opens.Start - 1] == Tag.Preposition)) && facts.Word(bill) is "bill" or "proposal" or "proposals" or "plan" or "plans" or "motion" or "draft" or "amendment" or "scenario" or "measure" or "law")
            a.Drop("scope.proposal", $"only proposed: {sentence.Words(bill)}");
        if (clause.Kind == ClauseKind.Content && clause.Opener is { } complementizer && sentence.Tokens[complementizer.Start].Is("whether"))
        {
            if (clause.Verb is { Shape.Infinitive: true } && clause.Parent?.Verb is { } weighs && facts.Lemma(weighs) is "weigh" or "consider" or "mull" or "ponder" or "contemplate" or "examine" && weighs.Shape is { Negation: < 0, Past: false })
                a.Hedged = true; // "is weighing whether to drop X"
            else
                a.Drop("scope.question", "a question: whether");
        }

        if (clause.Opener is { Kind: ChunkKind.Subordinator } other && sentence.Tokens[other.Start].Is("whether"))
            a.Drop("scope.question", "a question: whether");
        if (sentence.IsQuestion)
            a.Drop("scope.question", "a question");
    }
}
