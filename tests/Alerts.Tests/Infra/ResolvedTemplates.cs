using System.Text.Json;
using Alerts.Tests.Infra;

[assembly: AssemblyFixture(typeof(ResolvedTemplates))]

namespace Alerts.Tests.Infra;

/// <summary>What each parameter file resolves to today, compiled once a test run from a copy, so that the committed snapshots have no say in it.</summary>
public sealed class ResolvedTemplates : IDisposable
{
    private readonly DirectoryInfo copy = Directory.CreateTempSubdirectory("alerts-infra-");
    private readonly Lazy<Task<IReadOnlyDictionary<string, ResolvedTemplate>>> all;

    public ResolvedTemplates() => all = new(ResolveAsync);

    public void Dispose() => copy.Delete(recursive: true);

    /// <param name="parameters">Name of a parameter file.</param>
    internal async Task<ResolvedTemplate> OfAsync(string parameters) => (await all.Value)[parameters];

    private async Task<IReadOnlyDictionary<string, ResolvedTemplate>> ResolveAsync()
    {
        foreach (var source in InfraFolder.Sources.Append("bicepconfig.json"))
        {
            var target = new FileInfo(Path.Combine(copy.FullName, source));
            target.Directory?.Create();
            File.Copy(InfraFolder.File(source), target.FullName);
        }

        var resolved = new Dictionary<string, ResolvedTemplate>(StringComparer.Ordinal);
        foreach (var parameters in InfraFolder.ParameterFiles)
            resolved[parameters] = new(await BicepCompiler.ResolveAsync(Path.Combine(copy.FullName, parameters)));
        return resolved;
    }
}

/// <summary>The resources that a parameter file comes to.</summary>
internal sealed record ResolvedTemplate(JsonElement Snapshot)
{
    public IReadOnlyList<JsonElement> Resources { get; } = [.. Snapshot.GetProperty("predictedResources").EnumerateArray()];

    public IReadOnlyList<JsonElement> Of(string type) =>
        [.. Resources.Where(resource => resource.GetProperty("type").GetString()!.Equals(type, StringComparison.OrdinalIgnoreCase))]; // Every resource has a type.

    public JsonElement The(string type) => Assert.Single(Of(type));

    /// <summary>Properties of the one resource of a type.</summary>
    public JsonElement PropertiesOf(string type) => The(type).GetProperty("properties");

    /// <summary>Last parts of the names of all resources of a type.</summary>
    public IReadOnlyList<string> NamesOf(string type) =>
        [.. Of(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal)]; // Every resource has a name.

    public IReadOnlyDictionary<string, string> Settings =>
        Of("Microsoft.Web/sites/config").Single().GetProperty("properties").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString() ?? "");
}
