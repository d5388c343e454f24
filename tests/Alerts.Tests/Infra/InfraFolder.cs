using Alerts.Local.Configuration;

namespace Alerts.Tests.Infra;

/// <summary>The templates of this repository.</summary>
internal static class InfraFolder
{
    public static string Root { get; } = RepositoryRoot.Find(AppContext.BaseDirectory);

    public static string Path { get; } = System.IO.Path.Combine(Root, "infra");

    public static IReadOnlyList<string> ParameterFiles { get; } = [.. Names("*.bicepparam")];

    public static IReadOnlyList<string> Sources { get; } = [.. Names("*.bicep"), .. ParameterFiles];

    public static string File(string name) => System.IO.Path.Combine(Path, name);

    private static IEnumerable<string> Names(string pattern) =>
        Directory.EnumerateFiles(Path, pattern, SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal);
}
