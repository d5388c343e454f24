using Alerts.Detection.Lexicon;
using Alerts.Detection.Text;

namespace Alerts.Detection.Parsing;

/// <summary>
/// Builds clauses from chunks in one pass from left to right. An open clause takes subjects until its verb comes
/// and complements after it; a finite verb that finds no free subject closes the clauses above one that still waits for its verb.
/// </summary>
internal sealed class ClauseBuilder(EnglishLexicon lexicon)
{
    public List<Clause> Build(IReadOnlyList<Token> tokens, Tag[] tags, List<Chunk> chunks) => new ClausePass(lexicon, tokens, tags, chunks).Run();
}
