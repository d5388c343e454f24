namespace Alerts.Detection.Queries;

/// <summary>
/// What matching one document needs besides the index: which of the index's terms the document has, and where.
/// Used by one thread at a time, then cleared and used again.
/// </summary>
internal sealed class MatchState(TermTable terms)
{
    private readonly List<IndexTerm> present = [];
    private readonly List<(IndexTerm Term, Postings Postings)> leads = [];
    private readonly List<(IndexTerm Lead, Postings.Posting Posting)> admitted = [];
    private readonly List<IndexTerm> prefixes = [];
    private readonly List<(int Word, int Next)> prefixed = [];
    private readonly HashSet<IndexedQuery> matched = [];
    private readonly List<EvidenceBuilder.Hit> hits = [];
    private readonly List<Place> places = [];
    private ulong[] presence = [];
    private int[] heads = [];
    private (uint Hash, IndexTerm? Candidate)[] looks = [];
    private QueryDocument? document;

    /// <summary>Where a phrase stands: its first and last occurrence.</summary>
    private readonly record struct Place(int First, int Last);

    private QueryDocument Document => document ?? throw new InvalidOperationException("No document is being matched.");

    private DocumentWords Words => Document.Words;

    /// <param name="target">The document.</param>
    /// <param name="published">Terms from this id on were added too late to be looked for; queries with them are left out.</param>
    internal List<QueryMatch> Match(QueryDocument target, int published)
    {
        document = target;
        if (heads.Length < published)
        {
            heads = new int[published + (published / 8) + 64];
            presence = new ulong[(heads.Length + 63) / 64];
        }

        // The table's slots and terms first, then what is done with them: so their waits for memory overlap.
        if (looks.Length < Words.Count)
            looks = new (uint, IndexTerm?)[Words.Count * 2];
        for (var word = 0; word < Words.Count; word++)
        {
            var hash = TermMap.Hash(Words.Word(word));
            looks[word] = (hash, terms.Words.Candidate(hash));
        }

        var likely = 0;
        for (var word = 0; word < Words.Count; word++)
            likely += looks[word].Candidate?.Text.Length == Words.Word(word).Length ? 1 : 0;
        present.EnsureCapacity(likely);
        for (var word = 0; word < Words.Count; word++)
            Note(word, published);

        foreach (var term in present)
            if (term.Postings is { } postings)
                leads.Add((term, postings));
        foreach (var (term, postings) in leads)
            Admit(term, postings, published);

        List<QueryMatch> found = new(admitted.Count);
        foreach (var (term, posting) in admitted)
            Try(term, posting, published, found);

        found.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (var i = found.Count - 1; i > 0; i--)
            if (found[i].Key == found[i - 1].Key)
                found.RemoveAt(i); // Replaced while we read: both were there.

        return found;
    }

    internal void Clear()
    {
        foreach (var term in present)
            presence[term.Id >> 6] = 0;

        present.Clear();
        leads.Clear();
        admitted.Clear();
        prefixed.Clear();
        matched.Clear();
        document = null;
    }

    private bool Has(int term) => (presence[term >> 6] >> term & 1) != 0;

    /// <summary>Notes the terms that a word of the document satisfies.</summary>
    private void Note(int word, int published)
    {
        var spelling = Words.Word(word);
        var (hash, candidate) = looks[word];
        if (candidate is not null && terms.Words.Find(spelling, hash) is { } term)
        {
            if (term.Id < published)
                Note(term, word);

            foreach (var cased in term.Cased)
                if (cased.Id < published && HasCase(word, cased.Text))
                    Note(cased, word);
        }

        prefixes.Clear();
        terms.FindPrefixes(spelling, prefixes);
        foreach (var prefix in prefixes)
        {
            if (prefix.Id >= published)
                continue;

            prefixed.Add((word, Has(prefix.Id) ? heads[prefix.Id] : -1));
            Note(prefix, prefixed.Count - 1);
        }
    }

    private void Note(IndexTerm term, int head)
    {
        heads[term.Id] = head;
        if (Has(term.Id))
            return;

        presence[term.Id >> 6] |= 1ul << term.Id;
        present.Add(term);
    }

    private bool HasCase(int word, string text)
    {
        for (var at = Words.First(word); at >= 0; at = Words.Next(at))
            if (Words.Exact(Words.Occurrences[at]).SequenceEqual(text))
                return true;

        return false;
    }

    /// <summary>Gathers the queries that the term leads to and whose guard is there.</summary>
    private void Admit(IndexTerm lead, Postings postings, int published)
    {
        foreach (ref readonly var posting in postings.Items)
        {
            var guard = posting.Guard;
            if ((guard < 0 || (guard < published && Has(guard))) && !posting.Query.Removed)
                admitted.Add((lead, posting));
        }
    }

    private void Try(IndexTerm lead, in Postings.Posting posting, int published, List<QueryMatch> found)
    {
        var query = posting.Query;
        hits.Clear();
        if (posting.Sure)
        {
            CollectWord(heads[lead.Id], 0);
            if (posting.Guard >= 0)
                CollectWord(heads[posting.Guard], 1);
        }
        else if (query.Newest < published && Matches(query.Code, 0) && matched.Add(query))
        {
            var operand = 0;
            Collect(query.Code, 0, ref operand);
        }
        else
        {
            return;
        }

        found.Add(new QueryMatch(query.Key, EvidenceBuilder.Build(Document, hits)));
    }

    private bool Matches(ReadOnlySpan<int> code, int at)
    {
        var header = code[at];
        switch (QueryProgram.OpOf(header))
        {
            case QueryProgram.Op.Phrase:
                return HasPhrase(code, at);
            case QueryProgram.Op.And or QueryProgram.Op.Or:
                var or = QueryProgram.OpOf(header) == QueryProgram.Op.Or;
                for (int left = QueryProgram.CountOf(header), next = at + 2; left > 0; left--, next += QueryProgram.Size(code, next))
                    if (Matches(code, next) == or)
                        return or;
                return !or;
            case QueryProgram.Op.Not:
                return !Matches(code, at + 1);
            case QueryProgram.Op.Near:
                return HasAll(code, at + 1) && HasAll(code, at + 1 + QueryProgram.Size(code, at + 1)) && IsNear(code, at);
            default:
                return terms.Test(code[at + 1]) switch
                {
                    LanguageNode language => Document.Speaks(language.Tag),
                    PhraseNode source => Document.IsFrom(source.Terms),
                    _ => false,
                };
        }
    }

    private bool HasAll(ReadOnlySpan<int> code, int phrase)
    {
        foreach (var term in Terms(code, phrase))
            if (!Has(term))
                return false;

        return true;
    }

    private bool HasPhrase(ReadOnlySpan<int> code, int at)
    {
        if (!HasAll(code, at))
            return false;

        if (QueryProgram.CountOf(code[at]) == 1 && !QueryProgram.IsTitle(code[at]))
            return true;

        places.Clear();
        Find(code, at, firstOnly: true);
        return places.Count > 0;
    }

    /// <summary>Gathers the hits of all operands that are satisfied and not excluded. The node matches.</summary>
    private void Collect(ReadOnlySpan<int> code, int at, ref int operand)
    {
        var header = code[at];
        switch (QueryProgram.OpOf(header))
        {
            case QueryProgram.Op.And or QueryProgram.Op.Or:
                var or = QueryProgram.OpOf(header) == QueryProgram.Op.Or;
                for (int left = QueryProgram.CountOf(header), next = at + 2; left > 0; left--, next += QueryProgram.Size(code, next))
                    if (!or || Matches(code, next))
                        Collect(code, next, ref operand);
                break;
            case QueryProgram.Op.Phrase when QueryProgram.CountOf(header) == 1 && !QueryProgram.IsTitle(header)
                && terms[code[at + 1]].Kind == TermKind.Word:
                CollectWord(heads[code[at + 1]], operand++);
                break;
            case QueryProgram.Op.Phrase:
                places.Clear();
                Find(code, at, firstOnly: false);
                foreach (var place in places)
                    hits.Add(Hit(operand, place));
                operand++;
                break;
            case QueryProgram.Op.Near:
                CollectNear(code, at, operand++);
                break;
        }
    }

    /// <summary>The plainest and most frequent operand.</summary>
    private void CollectWord(int word, int operand)
    {
        var occurrences = Words.Occurrences;
        for (var at = Words.First(word); at >= 0; at = Words.Next(at))
            hits.Add(new(operand, occurrences[at].Sentence, occurrences[at].Start, occurrences[at].End));
    }

    private EvidenceBuilder.Hit Hit(int operand, Place place) => new(operand, Words.Occurrences[place.First], Words.Occurrences[place.Last]);

    /// <summary>Gathers the places of both phrases of a NEAR; the right one's start where the result says.</summary>
    private int FindBoth(ReadOnlySpan<int> code, int at)
    {
        places.Clear();
        Find(code, at + 1, firstOnly: false);
        var lefts = places.Count;
        Find(code, at + 1 + QueryProgram.Size(code, at + 1), firstOnly: false);
        return lefts;
    }

    private bool IsNear(ReadOnlySpan<int> code, int at)
    {
        var lefts = FindBoth(code, at);
        for (var left = 0; left < lefts; left++)
            if (AnyNear(places[left], lefts, places.Count, QueryProgram.CountOf(code[at])))
                return true;

        return false;
    }

    private void CollectNear(ReadOnlySpan<int> code, int at, int operand)
    {
        var lefts = FindBoth(code, at);
        for (var i = 0; i < places.Count; i++)
        {
            var (from, to) = i < lefts ? (lefts, places.Count) : (0, lefts);
            if (AnyNear(places[i], from, to, QueryProgram.CountOf(code[at])))
                hits.Add(Hit(operand, places[i]));
        }
    }

    private bool AnyNear(Place place, int from, int to, int distance)
    {
        for (var i = from; i < to; i++)
            if (IsNear(place, places[i], distance))
                return true;

        return false;
    }

    private bool IsNear(Place a, Place b, int distance)
    {
        var occurrences = Words.Occurrences;
        var steps = occurrences[a.First].Position <= occurrences[b.First].Position
            ? occurrences[b.First].Position - occurrences[a.Last].Last
            : occurrences[a.First].Position - occurrences[b.Last].Last;
        return steps > 0 && steps <= distance;
    }

    /// <summary>Adds the places of a phrase whose terms are all present.</summary>
    private void Find(ReadOnlySpan<int> code, int at, bool firstOnly)
    {
        var phrase = Terms(code, at);
        var scope = QueryProgram.IsTitle(code[at]) ? Document.TitleOccurrences : Words.Occurrences.Length;
        var lead = terms[phrase[0]];
        var before = places.Count;
        if (lead.Kind != TermKind.Prefix)
        {
            FindFrom(phrase, heads[lead.Id], scope, firstOnly);
            return;
        }

        for (var node = heads[lead.Id]; node >= 0 && !(firstOnly && places.Count > before); node = prefixed[node].Next)
            FindFrom(phrase, prefixed[node].Word, scope, firstOnly);
    }

    private void FindFrom(ReadOnlySpan<int> phrase, int word, int scope, bool firstOnly)
    {
        var before = places.Count;
        for (var at = Words.First(word); at >= 0 && at < scope; at = Words.Next(at))
        {
            Extend(phrase, at, at, scope);
            if (firstOnly && places.Count > before)
                return;
        }
    }

    private void Extend(ReadOnlySpan<int> rest, int first, int at, int scope)
    {
        var occurrences = Words.Occurrences;
        if (!Accepts(rest[0], occurrences[at]))
            return;

        if (rest.Length == 1)
        {
            places.Add(new Place(first, at));
            return;
        }

        var wanted = occurrences[at].Last + 1;
        for (var next = at + 1; next < scope && occurrences[next].Position <= wanted; next++)
            if (occurrences[next].Position == wanted)
                Extend(rest[1..], first, next, scope);
    }

    private bool Accepts(int id, in Occurrence occurrence)
    {
        var term = terms[id];
        switch (term.Kind)
        {
            case TermKind.Word:
                return occurrence.Word == heads[id];
            case TermKind.Exact:
                return occurrence.Word == heads[id] && Words.Exact(occurrence).SequenceEqual(term.Text);
            default:
                return Words.Word(occurrence.Word).StartsWith(term.Text);
        }
    }

    private static ReadOnlySpan<int> Terms(ReadOnlySpan<int> code, int phrase) => code.Slice(phrase + 1, QueryProgram.CountOf(code[phrase]));
}
