using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Timers;
using Alerts.Pipeline;
using Alerts.Pipeline.Settings;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Telemetry;
using Alerts.Pipeline.Web;
using Alerts.Tests.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Alerts.Tests.Infra;

/// <summary>Template, host.json, sample settings and code say the same.</summary>
public sealed partial class AgreementTests(ResolvedTemplates templates)
{
    private const string Storage = "Microsoft.Storage/storageAccounts";

    // Read by the host, or by the host and us; the values are the deployment's.
    private static readonly string[] PlatformSettings =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
    ];

    // What must differ between a laptop and a deployment.
    private static readonly string[] OwnToEach =
    [
        "PublicBaseUrl", "Polling__ContactUrl", "Imprint__Name", "Imprint__Contact", "Retention__Articles", "Retention__Deliveries",
        "Mail__Provider", "Mail__From", "Mail__PostalAddress", "Mail__OutboxPath", "Mail__SendGrid__ApiKey", "Mail__Smtp__Password",
    ];

    private static readonly Dictionary<string, string?> Sample = SettingsFile.Read(Path.Combine(InfraFolder.Root, SettingsFile.Sample))
        .ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);

    private static readonly FunctionCatalog Catalog = FunctionCatalog.OfThisApp();

    public static TheoryData<string> Deployments => [.. InfraFolder.ParameterFiles];

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Every_setting_that_the_code_reads_is_deployed_and_none_that_it_does_not(string deployment)
    {
        var settings = (await templates.OfAsync(deployment)).Settings;

        AssertSame(SettingsOfTheCode().Concat(PlatformSettings), settings.Keys);
        // Flex Consumption refuses the first; the second, even empty, hides the identity's settings.
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", settings.Keys);
        Assert.DoesNotContain("AzureWebJobsStorage", settings.Keys);
    }

    [Fact]
    public void Every_setting_that_the_code_reads_is_in_the_sample_settings_and_none_that_it_does_not() => AssertSame(SettingsOfTheCode().Concat(["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"]), Sample.Keys);

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task A_deployment_starts_from_the_sample_s_values_where_nothing_speaks_against_it(string deployment)
    {
        var settings = (await templates.OfAsync(deployment)).Settings;

        foreach (var (name, value) in Sample.Where(each => settings.ContainsKey(each.Key) && !OwnToEach.Contains(each.Key)))
            Assert.True(settings[name] == value, $"{name} is \"{settings[name]}\" in the template and \"{value}\" in {SettingsFile.Sample}.");
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_code_accepts_the_deployed_settings(string deployment)
    {
        var settings = (await templates.OfAsync(deployment)).Settings;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Key.Replace("__", ":", StringComparison.Ordinal), (string?)each.Value)))
            .Build();
        await using var services = new ServiceCollection().AddLogging().AddAlerts(configuration).BuildServiceProvider();

        services.GetRequiredService<IStartupValidator>().Validate();

        foreach (var timer in Catalog.Timers)
            TimerSchedule.Parse(AppSettings.Resolve(timer.Schedule, timer.Name, configuration), timer.Name);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Queues_tables_and_containers_are_those_of_the_code(string deployment)
    {
        var template = await templates.OfAsync(deployment);

        AssertSame(QueueNames.All.SelectMany(queue => new[] { queue, QueueNames.Poison(queue) }), template.NamesOf(Storage + "/queueServices/queues"));
        AssertSame(TableNames.All, template.NamesOf(Storage + "/tableServices/tables"));
        AssertSame(ContainerNames.All.Append("app-package"), template.NamesOf(Storage + "/blobServices/containers"));
        AssertSame(QueueNames.All, Catalog.Queues.Select(function => function.Queue));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Alerts_read_figures_that_the_code_emits(string deployment)
    {
        var queries = (await templates.OfAsync(deployment)).Of("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!); // Every rule has a query.
        var read = queries.SelectMany(query => MetricName().Matches(query).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Equal(5, read.Count);
        Assert.Subset(Emitted(), read);
    }

    [Fact]
    public void Azd_deploys_the_project_to_the_app_that_carries_the_services_name()
    {
        var azd = File.ReadAllText(Path.Combine(InfraFolder.Root, "azure.yaml"));

        Assert.Matches(@"(?m)^  functions:$", azd);
        Assert.Contains("project: src/Alerts.Functions", azd, StringComparison.Ordinal);
        Assert.Contains("'azd-service-name': 'functions'", File.ReadAllText(InfraFolder.File("modules/functions.bicep")), StringComparison.Ordinal);
    }

    /// <summary>Names of all instruments.</summary>
    private static HashSet<string> Emitted()
    {
        using var metrics = new AlertsMetrics();
        using var measured = new Measured(metrics);
        return [.. measured.Instruments];
    }

    /// <summary>Every property of every options type, by the name of its app setting, and the settings that triggers name.</summary>
    private static IEnumerable<string> SettingsOfTheCode()
    {
        var types = OptionsTypes();
        return types.Where(type => type != typeof(StorageOptions))
            .SelectMany(type => Leaves(type, SectionOf(type)))
            .Concat(Catalog.Timers.Select(timer => timer.Schedule.Trim('%')));
    }

    /// <summary>The options that the pipeline registers: a new one is found without a word here.</summary>
    private static List<Type> OptionsTypes() => [.. new ServiceCollection().AddAlerts(new ConfigurationBuilder().Build())
        .Select(service => service.ServiceType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
        .Select(type => type.GenericTypeArguments[0])
        .Where(type => type.Assembly == typeof(AlertsServices).Assembly)
        .Distinct()];

    private static string SectionOf(Type type) => type == typeof(SiteOptions)
        ? ""
        : type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() is string section
            ? section.Replace(":", "__", StringComparison.Ordinal) + "__"
            : throw new InvalidOperationException($"{type.Name} has no constant Section: give it one, so that this test knows its settings.");

    private static IEnumerable<string> Leaves(Type type, string prefix)
    {
        foreach (var property in type.GetProperties().Where(property => property.CanWrite || IsOurs(property.PropertyType)))
        {
            Assert.False(property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)), $"{type.Name}.{property.Name}: an app setting is one text.");
            if (IsOurs(property.PropertyType))
            {
                foreach (var leaf in Leaves(property.PropertyType, $"{prefix}{property.Name}__"))
                    yield return leaf;
            }
            else
            {
                yield return prefix + property.Name;
            }
        }
    }

    private static bool IsOurs(Type type) => type.IsClass && type.Assembly == typeof(AlertsServices).Assembly;

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (wanted, found) = (expected.ToHashSet(StringComparer.Ordinal), actual.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(("missing: ", "too many: "), ($"missing: {string.Join(", ", wanted.Except(found))}", $"too many: {string.Join(", ", found.Except(wanted))}"));
    }

    [GeneratedRegex("Name == \"([^\"]+)\"")]
    private static partial Regex MetricName();
}
