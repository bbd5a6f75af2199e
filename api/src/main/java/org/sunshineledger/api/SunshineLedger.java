package org.sunshineledger.api;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.sunshineledger.api.replay.ReplayCommand;
import org.sunshineledger.api.start.AccountsCommand;
import org.sunshineledger.api.start.FsckCommand;
import org.sunshineledger.api.start.RotateLogKeyCommand;
import org.sunshineledger.api.witness.WitnessProgram;

/**
 * 阳光账本: starts the database, the ledger on it, the views behind it, and opens the doors; or, with
 * {@code fsck} or {@code replay} as the first argument, checks the journal or a list and ends; or,
 * with {@code rotate-log-key}, gives the log a new key; or, with {@code accounts}, gives persons
 * their accounts; or, with {@code witness}, is a witness of other people's logs and no ledger.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class SunshineLedger {

  public static void main(String[] args) {
    FsckCommand.asked(args)
        .ifPresent(own -> System.exit(FsckCommand.run(own, stream(FileDescriptor.out))));
    ReplayCommand.asked(args)
        .ifPresent(own ->
            System.exit(
                ReplayCommand.run(own, stream(FileDescriptor.out), stream(FileDescriptor.err))));
    RotateLogKeyCommand.asked(args)
        .ifPresent(own -> System.exit(RotateLogKeyCommand.run(own, stream(FileDescriptor.out))));
    AccountsCommand.asked(args)
        .ifPresent(
            own -> System.exit(AccountsCommand.run(own, System.in, stream(FileDescriptor.out))));
    if (WitnessProgram.isAsked(args)) {
      var _ = WitnessProgram.run(args);
      return;
    }
    SpringApplication.run(SunshineLedger.class, args);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, charset(System.console()));
  }

  /** What is no terminal gets UTF-8, as the log does, whatever the locale. */
  private static Charset charset(@Nullable Console console) {
    return console != null && console.isTerminal() ? console.charset() : StandardCharsets.UTF_8;
  }
}
