using System.Reflection;
using System.Runtime.CompilerServices;
using Alerts.Local.Configuration;
using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Http;
using Alerts.Local.Runtime.Timers;
using Alerts.Pipeline;
using Alerts.Pipeline.Settings;
using Alerts.Pipeline.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Local;

/// <summary>Holds the function classes that are deployed against host.json and the sample settings.</summary>
public sealed class FunctionAppTests
{
    private static readonly string Root = RepositoryRoot.Find(AppContext.BaseDirectory);

    private static readonly FunctionCatalog Catalog = FunctionCatalog.OfThisApp();

    private static readonly IConfigurationRoot Settings = new ConfigurationBuilder()
        .AddInMemoryCollection(SettingsFile.Read(Path.Combine(Root, SettingsFile.Sample)))
        .Build();

    public static TheoryData<string> QueueFunctions => [.. Catalog.Queues.Select(function => function.Name)];

    public static TheoryData<string> AllFunctions => [.. Catalog.All.Select(function => function.Name)];

    [Fact]
    public void The_stages_of_the_design_are_all_there() => Assert.Superset(
        new HashSet<string> { "PollFeeds", "FetchFeeds", "DetectSignals", "NotifySubscribers", "SendEmails", "RecoverWork" },
        Catalog.All.Select(function => function.Name).ToHashSet());

    [Fact]
    public void Host_json_is_within_the_hosts_ranges_and_messages_are_base64() =>
        Assert.True(HostSettings.Read(Path.Combine(Root, "host.json"), Settings).Queues.Base64);

    [Fact]
    public void Every_setting_a_trigger_names_is_in_the_sample_settings_and_every_schedule_can_be_read()
    {
        foreach (var timer in Catalog.Timers)
            TimerSchedule.Parse(AppSettings.Resolve(timer.Schedule, timer.Name, Settings), timer.Name);
        foreach (var queue in Catalog.Queues)
            Assert.NotEmpty(AppSettings.Resolve(queue.Queue, queue.Name, Settings));
    }

    [Fact]
    public void No_queue_is_read_by_two_functions_and_none_is_created_that_nobody_reads()
    {
        var read = Catalog.Queues.Select(function => function.Queue).ToList();
        Assert.Equal(read.Count, read.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(QueueFunctions))]
    public void A_queue_that_is_read_is_written_by_the_pipeline_with_what_the_function_reads(string name)
    {
        var function = Catalog.Queues.Single(function => function.Name == name);
        var type = function.Trigger.ParameterType;

        var message = Assert.IsType<IMessage>(RuntimeHelpers.GetUninitializedObject(type), exactMatch: false);
        Assert.Equal(function.Queue, MessageQueues.QueueOf(message));
        Assert.True(IsMadeIn(typeof(AlertsServices).Assembly, type), $"Nothing in the pipeline makes a {type.Name}, which {name} waits for.");
    }

    [Fact]
    public async Task Routes_can_be_mapped_together_with_the_runtimes_own()
    {
        await using var services = new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider();
        var endpoints = ActivatorUtilities.CreateInstance<FunctionEndpoints>(
            services, Catalog, LocalHost, new FunctionInvoker(services.GetRequiredService<IServiceScopeFactory>()));
        await using var app = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder().Build();

        endpoints.Map(app);

        var own = new[] { "outbox", "sample" };
        Assert.DoesNotContain(Catalog.Https, function => own.Any(word => function.Route.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(AllFunctions))]
    public async Task The_services_hold_what_a_function_class_asks_for(string name)
    {
        var configuration = new ConfigurationManager();
        configuration.AddConfiguration(Settings);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddAlerts(configuration).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var function = Catalog.All.Single(function => function.Name == name);
        if (!function.Method.IsStatic)
            Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, function.Method.DeclaringType ?? typeof(object)));
    }

    [Fact]
    public void A_page_function_answers_with_a_result() => Assert.All(
        Catalog.Https,
        function => Assert.Contains(function.Method.ReturnType, new[] { typeof(IResult), typeof(Task<IResult>), typeof(ValueTask<IResult>) }));

    private static HostSettings LocalHost => HostSettings.Read(Path.Combine(Root, "host.json"), Settings);

    /// <summary>Whether some code calls a constructor of the type other than the one that copies.</summary>
    private static bool IsMadeIn(Assembly assembly, Type type)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = assembly.GetTypes().SelectMany(known => known.GetMethods(Any).Cast<MethodBase>().Concat(known.GetConstructors(Any)));
        return methods.Any(method => method.DeclaringType != type && Makes(method, type));
    }

    private static bool Makes(MethodBase method, Type type)
    {
        const byte NewObject = 0x73;
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + 4 < code.Length; at++)
        {
            if (code[at] != NewObject)
                continue;

            try
            {
                // A byte of an operand may look like the instruction; then its token leads nowhere.
                var made = method.Module.ResolveMethod(
                    BitConverter.ToInt32(code, at + 1),
                    method.DeclaringType?.GetGenericArguments(),
                    method.IsGenericMethod ? method.GetGenericArguments() : null);
                if (made?.DeclaringType == type && !made.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual([type]))
                    return true;
            }
            catch (Exception nowhere) when (nowhere is ArgumentException or BadImageFormatException)
            {
            }
        }

        return false;
    }
}
