namespace Alerts.Detection.Matching;

/// <summary>Takes what a scan finds; a struct, so that a scan calls it without a delegate and allocates nothing.</summary>
internal interface IHitVisitor
{
    /// <summary>Takes one occurrence.</summary>
    /// <param name="id">The pattern's id.</param>
    /// <param name="start">First character.</param>
    /// <param name="end">Past the last character.</param>
    /// <returns>Whether to go on.</returns>
    bool Visit(int id, int start, int end);
}
