using System.CommandLine;
using System.Text.Json;
using Alerts.Detection;

namespace Alerts.Cli.Explain;

/// <summary><c>rules</c>: every rule that <c>explain</c> names, with what it says and an example.</summary>
internal static class RulesCommand
{
    public static Command Create() =>
        new Command("rules", "List the detector's rules, with what each says and an example.").Runs(async (run, _) =>
        {
            if (run.Json)
            {
                await run.Output.WriteLineAsync(JsonSerializer.Serialize(DetectionRule.All, JsonSerializerOptions.Web));
                return;
            }

            foreach (var rule in DetectionRule.All)
            {
                await run.Output.WriteLineAsync($"{rule.Id}  {rule.Says}");
                foreach (var example in rule.Examples)
                    await run.Output.WriteLineAsync($"  \"{example.Text}\" gives {example.Gives}");
            }
        });
}
