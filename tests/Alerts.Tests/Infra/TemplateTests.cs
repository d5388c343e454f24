namespace Alerts.Tests.Infra;

public sealed class TemplateTests
{
    public static TheoryData<string> ParameterFiles => [.. InfraFolder.ParameterFiles];

    [Theory]
    [InlineData("**/*.bicep")]
    [InlineData("*.bicepparam")]
    public async Task Every_template_compiles_and_the_linter_has_nothing_to_say(string files) => Assert.Empty(await BicepCompiler.LintAsync(files));

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public async Task The_committed_snapshot_is_what_the_templates_resolve_to(string file)
    {
        Assert.True(File.Exists(Path.ChangeExtension(InfraFolder.File(file), ".snapshot.json")), $"{file} has no snapshot: see infra/README.md.");

        var (exitCode, output, error) = await BicepCompiler.ValidateSnapshotAsync(InfraFolder.File(file));

        Assert.True(exitCode == 0, $"Look at the difference, and if it is meant, write the snapshot anew (infra/README.md):\n{output}{error}");
    }

    [Fact]
    public void There_is_a_parameter_file_for_azd_and_one_for_a_large_deployment() =>
        Assert.Equal(["large.bicepparam", "main.bicepparam"], InfraFolder.ParameterFiles);

    [Fact]
    public void No_template_speaks_of_a_key_a_registry_or_a_secrets_value()
    {
        foreach (var file in InfraFolder.Sources)
        {
            var text = File.ReadAllText(InfraFolder.File(file));
            foreach (var word in new[] { "listKeys", "AccountKey", "SharedAccessSignature", "listAccountSas", "listServiceSas", "'br:", "'br/", "'ts:", "vaults/secrets", "@secure" })
                Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
