using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>A reporting verb over the position: who says it, and what the saying makes of it.</summary>
internal sealed class Reports(SentenceReader reader)
{
    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;
    private readonly ActorResolver resolver = reader.Facts.Resolver;

    // A reporting verb over the attitude: who says it, and what the saying makes of it.
    public void Speak(Attitude a, Effect effect, Clause report, Chunk verb)
    {
        var subjects = report.SubjectChain();
        if (subjects.Count == 0 && report.Complements.Find(c => c.Preposition is null) is { } after)
            subjects = [after.Noun];
        var cue = sentence.Words(verb);
        if (effect != Effect.Say)
            a.Cues.Add((verb.Start, verb.End)); // that somebody says so is no part of why it is a change
        Party? speaker = subjects.Count > 0 ? resolver.Resolve(subjects[0]) : null;
        var holder = a.Holders.Count > 0 ? resolver.Resolve(a.Holders[0]) : a.Possessor is { } possessor ? resolver.Possessor(possessor, null) ?? resolver.Resolve(possessor) : null;
        if (subjects.Count > 0)
        {
            a.Speaker = sentence.Words(subjects[0]);
            if (subjects[0].End <= a.First)
                a.Cover(subjects[0].Start, subjects[0].End);
        }

        var same = holder is { } h && speaker is { } s && (h.Known ? h.Actor == s.Actor : h.Name == s.Name);
        var anybody = subjects.Count > 0 && facts.Word(subjects[0]) is "others" or "some" or "many" or "few" or "most" or "someone" or "none" or "everyone";
        if ((anybody || speaker is { ThirdParty: true }) && !same)
        {
            a.Drop("scope.third-party", $"third party: {sentence.Words(subjects[0])}");
            return;
        }

        if (facts.Lemma(verb) is "reckon" or "bet" or "assume" or "presume" or "speculate" or "imagine" or "predict" or "forecast" or "fear" or "hope" or "believe" or "think" or "expect" && speaker is not null && holder is { Known: true } && !same)
        {
            a.Drop("scope.third-party", $"a guess of another: {sentence.Words(subjects[0])}");
            return;
        }

        if (facts.Lemma(verb) is "claim" or "allege" or "boast" or "insinuate" && speaker is { } teller && !same && teller.Name.Length > 0 && (holder is { Known: true } || facts.Word(subjects[0]) is "report" or "reports" or "newsletter" or "newspaper" or "blog" or "article" or "post"))
        {
            a.Drop("scope.third-party", $"claimed by another: {sentence.Words(subjects[0])}");
            return;
        }

        if (a.Rule == "governor.concede" && speaker is not null && holder is { Known: true } && !same)
        {
            a.Drop("scope.third-party", $"judged by another: {sentence.Words(subjects[0])}");
            return;
        }

        switch (effect)
        {
            case Effect.Deny or Effect.Reject or Effect.Refuse:
                Composition.Govern(a, Effect.Deny, cue);
                a.Rule = "governor.deny";
                if (speaker is { Known: true } && holder is { } denied && !same && denied.Known)
                    a.Drop("scope.third-party", $"denied by another: {sentence.Words(subjects[0])}");
                return;
            case Effect.Urge or Effect.Want when same && a is { Mode: AttitudeMode.Change, Hedged: true }:
                break; // "suggested it might drop X"
            case Effect.Urge or Effect.Want:
                Composition.Demand(a);
                a.Holders = subjects;
                a.Possessor = null;
                a.Rule = "governor.urge";
                return;
            case Effect.Question:
                a.Drop("scope.question", $"a question: {cue}");
                return;
            case Effect.Accuse:
                a.Drop("scope.accusation", $"an accusation: {cue}");
                return;
            case Effect.Threaten:
                a.Drop("scope.threat", $"a threat: {cue}");
                return;
            case Effect.Hedge:
                if (facts.Lemma(verb) is not ("signal" or "indicate"))
                    a.Hedged = true;
                break;
            default:
                break;
        }

        if (same && a is { Mode: AttitudeMode.Change, Intended: true } && facts.Lemma(verb) is "warn" or "caution")
        {
            a.Drop("scope.threat", $"a threat: {cue}");
            return;
        }

        if (subjects.Count > 0 && IsPress(subjects[0]))
            a.Hedged = true;
        if (a.Desire && !same)
        {
            // "Russia insists that Ukraine must give up": the wish of the one who speaks.
            Composition.Demand(a);
            a.Holders = subjects;
            a.Possessor = null;
            a.Rule = "governor.demand";
            a.Reiterated = effect == Effect.Insist;
            return;
        }

        if (effect is Effect.Insist && a.Mode == AttitudeMode.Statement)
            a.Reiterated = true;
        if (effect is Effect.Intend)
            a.Intended = true;
        if (a.Holders.Count == 0 && (a.Impersonal || a.Possessor is null))
        {
            if ((a.Possessor is null || effect is Effect.Concede) && !(a.Impersonal && subjects.Count > 0 && facts.Word(subjects[0]) is "mediator" or "mediators" or "diplomat" or "diplomats" or "source" or "sources" or "people" or "person" or "insiders"))
                a.Holders = subjects;
        }

        // "hints she could back X": a door that was shut is set ajar.
        if (same && a is { Mode: AttitudeMode.Statement, Hedged: true, Reiterated: false, Desire: false, To: Position.Favor } && facts.Lemma(verb) is "hint" or "signal")
        {
            a.Move(Position.Unknown, a.To, a.Sign);
            a.Rule = "governor.hint";
        }

        if (effect is Effect.Concede && a.Mode == AttitudeMode.Change)
            a.Rule = "governor.concede";
        if (speaker is { Known: true, Source: false } && holder is { Known: true } && !same && a.Mode == AttitudeMode.Change)
            a.Hedged = true;
    }

    // "a newspaper", "the website Northgate Daily": what it reports of others is hearsay.
    private bool IsPress(Chunk teller) =>
        facts.Word(teller) is "newspapers" or "tabloid" or "media" or "weekly" or "paper" or "papers" or "websites" or "outlet" or "outlets" or "tabloids" or "blog" or "blogs" or "agency" or "channel" or "station"
        || sentence.Tokens.FindIndex(teller.Start, teller.End - teller.Start, t => t.Lower is "newspaper" or "website" or "daily" or "magazine" or "broadcaster") >= 0;
}
