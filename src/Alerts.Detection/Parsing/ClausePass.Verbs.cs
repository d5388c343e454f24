using Alerts.Detection.Lexicon;

namespace Alerts.Detection.Parsing;

/// <content>Where a verb belongs: to the clause that is open, to one above that waits for it, or to a new one.</content>
internal sealed partial class ClausePass
{
    private void TakeVerb(Chunk verb)
    {
        var shape = verb.Shape!; // every verb chunk has one
        if (shape.Infinitive)
            TakeInfinitive(verb);
        else if (shape.Gerund)
            TakeGerund(verb);
        else
            TakeFinite(verb, shape);
        preposition = null;
        lastNoun = null;
    }

    private void TakeInfinitive(Chunk verb)
    {
        if (ConjunctionBefore(verb) && Nearest(c => c.Verb?.Shape?.Infinitive == true) is { } sibling)
        {
            Open(Coordinate(sibling, verb));
            return;
        }

        var clause = new Clause(ClauseKind.Infinitive, current) { Verb = verb };
        if (current.Verb is null && current.Kind == ClauseKind.Content && current.Opener is not null && current.Subjects.Count == 0)
        {
            // "whether to drop"
            current.Verb = verb;
            return;
        }

        if (lastNoun is { } noun && IsJustBefore(noun, verb))
        {
            if (current.Verb is { } governor && IsObject(noun) && TakesObjectInfinitive(governor) && !NounTakesInfinitive(noun))
            {
                clause.Subjects.Add(noun);
                clause.ObjectControl = true;
            }
            else if (NounTakesInfinitive(noun) || current.Verb is null)
            {
                clause.GovernorNoun = NounTakesInfinitive(noun) ? noun : null;
            }
        }

        Open(clause);
    }

    private void TakeGerund(Chunk verb)
    {
        if (ConjunctionBefore(verb) && Nearest(c => c.Verb?.Shape?.Gerund == true) is { } sibling)
        {
            Open(Coordinate(sibling, verb));
            return;
        }

        if (current.Kind == ClauseKind.Adverbial && current.Verb is null && current.Subjects.Count == 0)
        {
            current.Verb = verb;
            return;
        }

        if (preposition is not null && IsJustBefore(preposition, verb))
        {
            var governor = lastNoun is { } n && IsJustBefore(n, preposition) && !(tokens[preposition.Start].Lower is "by" or "after" or "before" or "without" or "since" or "despite" or "while" or "upon" or "instead" or "besides") && !(tokens[n.Head].Capital && lexicon[tokens[n.Head].Lower].Nouns.Count == 0) ? n : null;
            // "switched from cutting rates to holding them": side by side.
            var beside = tokens[preposition.Start].Is("to") && current is { Kind: ClauseKind.Gerund, Preposition: { } from, Parent: not null } && tokens[from.Start].Is("from") && governor is null ? current.Parent : current;
            Open(new Clause(ClauseKind.Gerund, beside) { Verb = verb, Preposition = preposition, GovernorNoun = governor });
            return;
        }

        // "resistance to Bulgaria joining": the gerund has a subject of its own.
        if (lastNoun is { } doer && lastNounIsPrepositional && IsJustBefore(doer, verb) && Previous(doer) is { Kind: ChunkKind.Preposition } to && Previous(to) is { Kind: ChunkKind.Noun } attitude
            && lexicon[tokens[attitude.Head].Lower].Nouns.Exists(n => n.Prepositions.Contains(tokens[to.Start].Lower)))
        {
            var own = new Clause(ClauseKind.Gerund, current) { Verb = verb, Preposition = to, GovernorNoun = attitude };
            own.Subjects.Add(doer);
            Remove(doer);
            Open(own);
            return;
        }

        var previous = Previous(verb);
        if (previous?.Kind is ChunkKind.Comma or ChunkKind.Break or null && !(previous is null))
        {
            CloseRelativeBeforeComma();
            Open(new Clause(ClauseKind.Participle, MainOf(current)) { Verb = verb });
        }
        else if (previous?.Kind == ChunkKind.Noun && IsTime(previous) && Previous(previous)?.Kind == ChunkKind.Preposition)
        {
            // "lodged papers on Tuesday releasing it": not the day releases.
            Open(new Clause(ClauseKind.Participle, MainOf(current)) { Verb = verb });
        }
        else if (previous?.Kind == ChunkKind.Noun)
        {
            Open(new Clause(ClauseKind.Participle, current) { Verb = verb, Antecedent = lastNoun });
        }
        else
        {
            Open(new Clause(ClauseKind.Gerund, current) { Verb = verb });
        }
    }

    private void TakeFinite(Chunk verb, VerbShape shape)
    {
        // "Anta keen on Puma, chairman says": the headline had no verb.
        if (current is { Verb: null, Kind: ClauseKind.Root, Subjects.Count: > 0, Complements.Count: > 1 } && IsReport(verb) && IsLast(verb) && lastNoun is { } teller && IsJustBefore(teller, verb) && Previous(teller)?.Kind == ChunkKind.Comma && !current.Subjects.Contains(teller))
        {
            Remove(teller);
            var told = new Clause(ClauseKind.Root, null) { Verb = verb };
            told.Subjects.Add(teller);
            current.Attribution = told;
            Open(told);
            return;
        }

        // "X off the table, says Paris": likewise.
        if (current is { Verb: null, Kind: ClauseKind.Root, Subjects.Count: > 0 } && IsReport(verb) && Previous(verb)?.Kind is ChunkKind.Comma or ChunkKind.Quote && NextNoun(verb) is { } says && IsLast(says))
        {
            Open(current.Attribution = new Clause(ClauseKind.Root, null) { Verb = verb });
            return;
        }

        // "a decision to let cashews leave the port": caused, not told.
        if (IsBareBase(verb) && current is { Verb: { } causing, Kind: ClauseKind.Infinitive or ClauseKind.Gerund } && Causes(causing) && lastNoun is { } close && IsJustBefore(close, verb) && HeadOfPhrase(close) is var caused && current.Complements.Exists(c => c.Noun == caused && c.Preposition is null))
        {
            Remove(caused);
            var content = new Clause(ClauseKind.Content, current) { Verb = verb };
            content.Subjects.Add(caused);
            Open(content);
            return;
        }

        if (current.Kind == ClauseKind.Adverbial && current.Verb is null && current.Subjects.Count == 0)
        {
            current.Verb = verb;
            return;
        }

        // "Once opposed to X, France now champions it": a participle comes first.
        if (shape.BareParticiple && current is { Kind: ClauseKind.Root, Verb: null, Subjects.Count: 0 } && clauses.Count == 1 && PreviousNonAdverb(verb) is null && verb.Index > 0 && FiniteAfterSubject(verb))
        {
            Open(new Clause(ClauseKind.Participle, current) { Verb = verb });
            return;
        }

        // "Finland, long committed to ..., has applied": an apposition, if a finite verb follows its comma.
        if (shape.BareParticiple && PreviousNonAdverb(verb)?.Kind == ChunkKind.Comma && FiniteAfterComma(verb) && Nearest(c => c.Verb is null && c.Subjects.Count > 0) is { } subjectOnly)
        {
            Open(new Clause(ClauseKind.Participle, subjectOnly) { Verb = verb, Antecedent = subjectOnly.Subjects[^1] });
            return;
        }

        // "which they say has cost thousands": what they say of the noun before.
        if (current is { Kind: ClauseKind.Relative, Verb: { } saying } && IsReport(saying) && PreviousNonAdverb(verb) == saying)
        {
            Open(new Clause(ClauseKind.Content, current) { Verb = verb });
            if (current.Parent?.Antecedent is { } gap)
                current.Subjects.Add(gap);
            return;
        }

        // "no plans to raise or withdraw", "wants Poland to rethink its support and vote against it": the second infinitive has no "to" of its own.
        if (ConjunctionBefore(verb) && IsBareBase(verb) && Nearest(c => c.Verb?.Shape is { Infinitive: true } or { Modal: not null }) is { Verb.Shape.Infinitive: true } infinitive)
        {
            Open(Coordinate(infinitive, verb));
            return;
        }

        if (current.Verb is null && current.Subjects.Count > 0 && !ReducedRelative(verb, shape))
        {
            current.Verb = verb;
            return;
        }

        if (current.Kind == ClauseKind.Relative && current.Verb is null)
        {
            current.Verb = verb;
            return;
        }

        // "strike it had shunned", "the plan it drafted": a relative clause with nothing to open it.
        if (lastNoun is { } pronoun && tags[pronoun.Head] == Tag.Pronoun && tokens[pronoun.Head].Lower is "it" or "he" or "she" or "they" or "we" && IsJustBefore(pronoun, verb) && Previous(pronoun) is { Kind: ChunkKind.Noun } described)
        {
            Remove(pronoun);
            if (IsTime(described) && current.Verb is { } reports && IsReport(reports))
            {
                // "said on Monday it would apply"
                var said = new Clause(ClauseKind.Content, current) { Verb = verb };
                said.Subjects.Add(pronoun);
                Open(said);
                return;
            }

            var contact = tokens[described.Head].Lower is "claim" or "claims" or "report" or "reports" or "rumour" or "rumours" or "rumor" or "rumors" or "suggestion" or "suggestions" or "allegation" or "allegations" or "fears" or "belief"
                ? new Clause(ClauseKind.Content, current) { Verb = verb, GovernorNoun = described }
                : new Clause(ClauseKind.Relative, current) { Verb = verb, Antecedent = described };
            contact.Subjects.Add(pronoun);
            Open(contact);
            return;
        }

        // "..., three diplomats involved in the drafting said"
        if (current is { Kind: ClauseKind.Participle, Antecedent: { } source } && lastNoun is not null && Previous(source)?.Kind is ChunkKind.Comma or ChunkKind.Quote && IsReport(verb))
        {
            Remove(source);
            var report = new Clause(ClauseKind.Root, null) { Verb = verb };
            report.Subjects.Add(source);
            MainRoot().Attribution = report;
            Open(report);
            return;
        }

        if (ReducedRelative(verb, shape) && lastNoun is not null)
        {
            Open(new Clause(ClauseKind.Participle, current) { Verb = verb, Antecedent = lastNoun });
            return;
        }

        // "X has made peace with Y, a minister conceded, and will ...": the report in between is passed over.
        if (ConjunctionBefore(verb) && clauses.Find(c => c.Attribution == current && c.Verb is not null) is { } reported)
        {
            Open(Coordinate(reported, verb));
            return;
        }

        if (ConjunctionBefore(verb) && FiniteSibling(verb) is { } sibling)
        {
            Open(Coordinate(sibling, verb));
            return;
        }

        // A clause above still waits for its verb: "The plan to drop X | was rejected".
        var waiting = Nearest(c => c.Verb is null && c.Subjects.Count > 0);
        if (waiting is not null && !(lastNoun is not null && PostposedReport(verb)))
        {
            current = waiting;
            waiting.Verb = verb;
            return;
        }

        var misreadFirst = lastNounIsPrepositional ? Misread() : null;
        if (misreadFirst is null && lastNoun is { } noun && IsJustBefore(noun, verb))
        {
            NewSubject(HeadOfPhrase(noun), verb);
            return;
        }

        // "..., said Zelenskyy": the subject follows.
        if (lexicon[tokens[verb.Head].Lower].Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede) && NextNoun(verb) is not null && !(Previous(verb)?.Kind == ChunkKind.Comma && current.Verb is not null && lexicon[tokens[verb.Head].Lower].Verbs.Exists(v => v is { Fixed.Length: 0, Prepositions.Length: 0, Object: Effect.Accept or Effect.Yield or Effect.Support or Effect.Reject })))
        {
            var report = new Clause(ClauseKind.Root, null) { Verb = verb };
            MainRoot().Attribution = report;
            Open(report);
            return;
        }

        // "whether to reject it, accept it or send it back"
        if (Previous(verb)?.Kind == ChunkKind.Comma && IsBareBase(verb) && Nearest(c => c.Verb?.Shape is { Infinitive: true }) is { } list)
        {
            Open(Coordinate(list, verb));
            return;
        }

        // "tried, grew tired and gave up": the comma stands for "and".
        if (Previous(verb)?.Kind == ChunkKind.Comma && current.Verb is not null && FiniteSibling(verb) is { } listed)
        {
            Open(Coordinate(listed, verb));
            return;
        }

        // A simple past that took the verb's place was a reduced relative: "The embargo imposed last year | was lifted".
        if (Misread() is { } misread)
        {
            var reduced = new Clause(ClauseKind.Participle, misread) { Verb = misread.Verb, Antecedent = misread.Subjects[^1] };
            reduced.Complements.AddRange(misread.Complements.Where(c => !c.BeforeVerb));
            misread.Complements.RemoveAll(c => !c.BeforeVerb);
            reduced.Verb!.Shape!.Passive = true; // it stands as a passive participle
            misread.Children.Add(reduced);
            clauses.Add(reduced);
            misread.Verb = verb;
            current = misread;
            return;
        }

        Open(current.Verb is null && current.Kind == ClauseKind.Root ? current : new Clause(ClauseKind.Root, null), verb);
    }

    private bool Causes(Chunk verb) => lexicon[tokens[verb.Head].Lower].Lemma is "let" or "make" or "help" or "see";

    private bool IsLast(Chunk verb) => Next(verb) is null or { Kind: ChunkKind.Stop };

    private bool IsReport(Chunk verb) => lexicon[tokens[verb.Head].Lower].Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede);

    private bool IsBareBase(Chunk verb) => verb.End - verb.Start == 1 && (lexicon[tokens[verb.Head].Lower].Forms & (VerbForm.Base | VerbForm.Third)) == VerbForm.Base;

    private Chunk? PreviousNonAdverb(Chunk chunk)
    {
        var previous = Previous(chunk);
        while (previous?.Kind == ChunkKind.Adverb)
            previous = Previous(previous);
        return previous;
    }

    // A comma, a subject and its verb.
    private bool FiniteAfterSubject(Chunk verb)
    {
        for (var i = verb.Index + 1; i + 2 < chunks.Count; i++)
        {
            if (chunks[i].Kind == ChunkKind.Comma && chunks[i + 1].Kind == ChunkKind.Noun)
                return chunks.Skip(i + 2).Any(c => c is { Kind: ChunkKind.Verb, Shape.Finite: true });
        }

        return false;
    }

    private bool FiniteAfterComma(Chunk verb)
    {
        for (var i = verb.Index + 1; i + 1 < chunks.Count; i++)
        {
            if (chunks[i].Kind == ChunkKind.Comma)
            {
                var next = chunks[i + 1].Kind == ChunkKind.Adverb && i + 2 < chunks.Count ? chunks[i + 2] : chunks[i + 1];
                return next.Kind == ChunkKind.Verb && next.Shape!.Finite;
            }
        }

        return false;
    }

    // "the minister for energy in Oslo": the noun that the phrases behind it belong to, if it begins what follows a mark.
    private Chunk HeadOfPhrase(Chunk noun)
    {
        var head = noun;
        while (Previous(head) is { Kind: ChunkKind.Preposition } with && Previous(with) is { Kind: ChunkKind.Noun } outer)
            head = outer;
        return head == noun || Previous(head)?.Kind is ChunkKind.Comma or ChunkKind.Break or ChunkKind.Quote or ChunkKind.Conjunction || (Previous(head) is { Kind: ChunkKind.Verb } says && (IsReport(says) || Causes(says))) ? head : noun;
    }

    private Clause? Misread() => Nearest(c => c.Verb?.Shape is { BareParticiple: true, Passive: false } && c.Subjects.Count > 0 && IsJustBefore(c.Subjects[^1], c.Verb) && !c.Complements.Exists(x => x.Preposition is null && !x.BeforeVerb));

    // The noun before the verb is its subject: a content clause without "that", a relative without "which", a report, or a new main clause.
    private void NewSubject(Chunk noun, Chunk verb)
    {
        var governor = current;
        Remove(noun);
        var before = Previous(noun);
        while (before is not null && before.Kind is ChunkKind.Adverb)
            before = Previous(before);
        var report = lexicon[tokens[verb.Head].Lower].Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede or Effect.Deny);
        Clause clause;
        if (before?.Kind is ChunkKind.Comma or ChunkKind.Quote or ChunkKind.Break && report)
        {
            clause = new Clause(ClauseKind.Root, null) { Verb = verb };
            MainRoot().Attribution = clause;
        }
        else if (before?.Kind == ChunkKind.Noun && IsTime(before) && Previous(before) is { Kind: ChunkKind.Preposition } on && Previous(on)?.Kind is ChunkKind.Conjunction)
        {
            // "..., but on Tuesday Malta did away with them"
            clause = new Clause(ClauseKind.Root, null) { Verb = verb };
        }
        else if (before?.Kind == ChunkKind.Noun && IsTime(before) && governor.Verb is { } told && IsReport(told))
        {
            clause = new Clause(ClauseKind.Content, governor) { Verb = verb };
        }
        else if (before?.Kind == ChunkKind.Noun)
        {
            // "The digital tax it had promised": the noun before is the antecedent.
            clause = new Clause(ClauseKind.Relative, governor) { Verb = verb, Antecedent = before };
        }
        else if (before?.Kind == ChunkKind.Conjunction)
        {
            var sibling = FiniteSibling(verb) ?? governor;
            clause = new Clause(sibling.Kind == ClauseKind.Root ? ClauseKind.Root : sibling.Kind, sibling.Parent) { Verb = verb, Opener = sibling.Opener, GovernorNoun = sibling.GovernorNoun };
        }
        else if (before?.Kind == ChunkKind.Verb && governor.Verb is not null)
        {
            clause = new Clause(ClauseKind.Content, governor) { Verb = verb };
        }
        else
        {
            clause = new Clause(ClauseKind.Root, null) { Verb = verb };
        }

        clause.Subjects.Add(noun);
        Open(clause);
    }
}
