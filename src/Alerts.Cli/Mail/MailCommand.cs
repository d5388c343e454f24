using System.CommandLine;

namespace Alerts.Cli.Mail;

/// <summary><c>mail</c>: mail as a whole.</summary>
internal static class MailCommand
{
    public static Command Create() => new("mail", "Mail as a whole: how it stands, a test, a stop and a resume.")
    {
        MailStatus.Create(),
        TestMail.Create(),
        StopMail.Create(),
        ResumeMail.Create(),
    };
}
