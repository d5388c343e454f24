using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Pipeline;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Alerts.Cli;

/// <summary>One run of a command: its input, the pipeline on the chosen storage, and where it writes.</summary>
internal sealed class Invocation : IAsyncDisposable
{
    // Wide enough that no cell is cut where a file or a pipe takes the output.
    private const int UnboundedWidth = 1000;

    private static readonly JsonSerializerOptions JsonStyle = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ParseResult parsed;
    private readonly Lazy<ServiceProvider> services;

    public Invocation(ParseResult parsed)
    {
        this.parsed = parsed;
        Settings = new(() => CommandSettings.Read(parsed, Directory.GetCurrentDirectory()));
        services = new(() => new ServiceCollection().AddLogging().AddAlerts(Settings.Value).BuildServiceProvider());
        Output = parsed.InvocationConfiguration.Output;
        Error = parsed.InvocationConfiguration.Error;
    }

    public Lazy<IConfiguration> Settings { get; }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Whether the output is for machines.</summary>
    public bool Json => parsed.GetValue(CommonOptions.Json);

    public DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    /// <summary>A service of the pipeline.</summary>
    public T Get<T>()
        where T : notnull => services.Value.GetRequiredService<T>();

    public T Value<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>Creates what is missing of tables, queues and containers, for commands that write before the app has ever run.</summary>
    public async Task PrepareStorageAsync(CancellationToken cancel) => await Get<StorageSetup>().StartAsync(cancel);

    /// <summary>Prints <paramref name="json"/> with --json, else a table (or whatever else Spectre can render).</summary>
    public void Write(object json, Func<IRenderable> people)
    {
        if (Json)
            WriteJson(json);
        else
            Console(Output).Write(people());
    }

    /// <summary>Prints <paramref name="json"/> with --json, else a sentence.</summary>
    public void Write(object json, string sentence)
    {
        if (Json)
            WriteJson(json);
        else
            Output.WriteLine(sentence);
    }

    /// <summary>Prints JSON, asked for or not.</summary>
    public void WriteJson(object json) => Output.WriteLine(JsonSerializer.Serialize(json, JsonStyle));

    /// <summary>Shows how far long work is, on the error stream, and only where a person looks on. The work is told a function that takes the share done, 0 to 1.</summary>
    public async Task ProgressAsync(string what, Func<Action<double>, Task> work)
    {
        if (!IsTerminal(Error))
        {
            await work(_ => { });
            return;
        }

        await Console(Error).Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(what));
            await work(share => task.Value = share * task.MaxValue);
        });
    }

    /// <summary>A number of rows as a table of plain text; marks in the cells mean nothing.</summary>
    public static Table Table(IEnumerable<string> heads, IEnumerable<IEnumerable<string?>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var head in heads)
            table.AddColumn(new TableColumn(new Text(head)));
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell ?? "")));
        return table;
    }

    public async ValueTask DisposeAsync()
    {
        if (services.IsValueCreated)
            await services.Value.DisposeAsync();
    }

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer), Interactive = InteractionSupport.Detect });
        if (!IsTerminal(writer))
            console.Profile.Width = UnboundedWidth;
        return console;
    }

    private static bool IsTerminal(TextWriter writer) =>
        (writer == System.Console.Out && !System.Console.IsOutputRedirected) || (writer == System.Console.Error && !System.Console.IsErrorRedirected);
}
