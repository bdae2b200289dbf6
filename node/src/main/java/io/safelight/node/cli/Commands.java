package io.safelight.node.cli;

import io.safelight.node.client.CommandException;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.FileTrouble;
import io.safelight.node.configuration.CannotStartException;
import io.safelight.node.configuration.Version;
import io.safelight.node.demo.DemoCommand;
import io.safelight.node.doctor.DoctorCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
            DoctorCommand.class,
            TokenCommand.class,
            RedriveCommand.class,
            SettingsCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Versions.class,
        footer = {
            "",
            "Try `safelight demo` first. `safelight COMMAND --help` has examples.",
            "",
            "Client commands find the running platform through --data. For one elsewhere set"
                    + " SAFELIGHT_URL and SAFELIGHT_TOKEN."
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            ExitCode.FAILED_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP,
            ExitCode.CANNOT_START_HELP
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
        commandLine.getSubcommands().values().forEach(Commands::addHelp);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setExecutionExceptionHandler((failure, _, _) -> failed(failure));
        commandLine.setParameterExceptionHandler((wrong, _) -> misused(wrong));
        if (arguments.length == 0) {
            commandLine.usage(System.out);
            return ExitCode.OK;
        }
        // Before --help is looked at: help on a command that does not exist is no help.
        Optional<UnmatchedArgumentException> unknown = unknown(commandLine, arguments);
        return unknown.isPresent() ? misused(unknown.get()) : commandLine.execute(arguments);
    }

    private static Optional<UnmatchedArgumentException> unknown(
            CommandLine commandLine, String... arguments) {
        CommandLine at = commandLine;
        for (String argument : arguments) {
            if (argument.startsWith("-") || at.getSubcommands().isEmpty()) {
                return Optional.empty();
            }
            CommandLine next = at.getSubcommands().get(argument);
            if (next == null) {
                return Optional.of(new UnmatchedArgumentException(at, List.of(argument)));
            }
            at = next;
        }
        return Optional.empty();
    }

    private static int misused(ParameterException wrong) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().getFirst().startsWith("-")
                && !wrong.getCommandLine().getSubcommands().isEmpty()) {
            System.err.println(
                    "There is no command "
                            + name
                            + " "
                            + unmatched.getUnmatched().getFirst()
                            + ".");
        } else {
            System.err.println(wrong.getMessage());
        }
        UnmatchedArgumentException.printSuggestions(wrong, System.err);
        System.err.println("See `" + name + " --help`.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure) {
        return switch (failure) {
            case CommandException said -> said(sentence(said), said.exitCode());
            case CannotStartException said -> said(sentence(said), ExitCode.CANNOT_START);
            case IOException file -> said(FileTrouble.sentence(file), ExitCode.FAILED);
            case UncheckedIOException file ->
                    said(
                            FileTrouble.sentence(Objects.requireNonNull(file.getCause())),
                            ExitCode.FAILED);
            default -> {
                failure.printStackTrace();
                yield said("This is a bug: " + failure, ExitCode.FAILED);
            }
        };
    }

    private static String sentence(Exception said) {
        return String.valueOf(said.getMessage());
    }

    private static int said(String sentence, int exitCode) {
        System.err.println(sentence);
        return exitCode;
    }

    /** A command with an alias is met twice. */
    private static void addHelp(CommandLine command) {
        if (command.getCommand() instanceof CommandLine.HelpCommand
                || command.getCommandSpec().findOption("--help") != null) {
            return;
        }
        command.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help and exit.")
                                .build());
        command.getSubcommands().values().forEach(Commands::addHelp);
    }
}
