package io.safelight.node.cli;

import io.safelight.node.Version;
import io.safelight.node.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line as a whole. */
@Command(
        name = "safelight",
        description =
                "Takes images in, makes sure they are safe, processes them and answers questions"
                        + " about them.%n",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            PutCommand.class,
            ListCommand.class,
            ShowCommand.class,
            GetCommand.class,
            SqlCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            RedriveCommand.class,
            SettingsCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Versions.class,
        footer = {
            "",
            "Try `safelight demo` first. Client commands find the running platform through --data;"
                    + " for one elsewhere set",
            "SAFELIGHT_URL and SAFELIGHT_TOKEN. Exit codes: 0 done, 1 refused or failed, 2 wrong"
                    + " usage, 3 not running,",
            "4 cannot start here."
        })
public final class Commands {
    private Commands() {}

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"safelight " + Version.current()};
        }
    }

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        var commandLine = new CommandLine(new Commands());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.getSubcommands().values().forEach(Commands::addHelp);
        commandLine.setExecutionExceptionHandler(
                (failure, command, result) -> {
                    if (failure instanceof CommandException said) {
                        System.err.println(said.getMessage());
                        return said.exitCode();
                    }
                    System.err.println("This is a bug: " + failure);
                    failure.printStackTrace();
                    return ExitCode.FAILED;
                });
        if (arguments.length == 0) {
            commandLine.usage(System.out);
            return ExitCode.OK;
        }
        return commandLine.execute(arguments);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(Commands::addHelp);
    }
}
