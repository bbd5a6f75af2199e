package org.sunshineledger.api.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.util.StringUtils;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Accounts;
import org.sunshineledger.api.security.Accounts.Binding;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.database.EmbeddedDatabase;
import org.sunshineledger.ledger.database.Login;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * {@code accounts}: gives real persons their accounts, one a person, bound to an officer, and says
 * whom of the identity provider each is. It works beside a running ledger, which looks at each
 * account anew with each request.
 */
public final class AccountsCommand {

  private static final Logger log = LoggerFactory.getLogger(AccountsCommand.class);

  private static final String NAME = "accounts";
  private static final String USAGE =
      """
      用法 Usage:
        accounts list
        accounts add NAME --officer=NUMBER --roles=ROLE[,ROLE…] --region=CODE   密码从标准输入 password on stdin
        accounts password NAME                                                  密码从标准输入 password on stdin
        accounts disable NAME
        accounts enable NAME
        accounts bind NAME SUBJECT                                              令牌的 sub of the token
        accounts unbind NAME\
      """;

  private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9._-]{1,31}");
  private static final Set<String> OPTIONS = Set.of("officer", "roles", "region");

  private static final int DONE = 0;
  private static final int NOT_DONE = 2;

  private final InputStream in;
  private final PrintStream out;

  private AccountsCommand(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /** The command's own arguments among the application's; empty when it is not asked for. */
  public static Optional<String[]> asked(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME)
        ? Optional.of(Arrays.copyOfRange(arguments, 1, arguments.length))
        : Optional.empty();
  }

  /**
   * Does it, and says on {@code out} what was done. No password is said.
   *
   * @param in its first line is the password, where one is asked for
   * @return the exit code: 0 done, 2 not done, and everything is as before
   */
  public static int run(String[] arguments, InputStream in, PrintStream out) {
    return new AccountsCommand(in, out).run(List.of(arguments));
  }

  private int run(List<String> arguments) {
    List<String> words = arguments.stream().filter(each -> !each.startsWith("--")).toList();
    Map<String, String> options = new TreeMap<>();
    for (String argument : arguments) {
      if (!argument.startsWith("--") || argument.matches(FsckCommand.SETTING)) continue;
      int end = argument.indexOf('=');
      String option = end < 0 ? argument.substring(2) : argument.substring(2, end);
      if (end < 0 || !OPTIONS.contains(option))
        return notDone("The argument --%s is one too many.".formatted(option), USAGE);
      options.put(option, argument.substring(end + 1));
    }
    boolean list = words.equals(List.of("list"));
    boolean add = words.size() == 2 && words.getFirst().equals("add");
    boolean change =
        words.size() == 2
            && Set.of("password", "disable", "enable", "unbind").contains(words.getFirst());
    boolean bind = words.size() == 3 && words.getFirst().equals("bind");
    if (!(list || add || change || bind) || (add != !options.isEmpty()))
      return notDone("It does not say what to do.", USAGE);
    if (!list && !ACCOUNT.matcher(words.get(1)).matches())
      return notDone("An account's name is 2 to 32 of a-z, 0-9, . _ -, a letter first.", USAGE);
    String[] settings =
        arguments.stream().filter(each -> each.matches(FsckCommand.SETTING)).toArray(String[]::new);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(FsckCommand.Server.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(settings)) {
      DataSource database = login(context).dataSource();
      Accounts accounts = Accounts.on(database);
      if (list) return list(accounts);
      if (add) return add(accounts, words.get(1), options);
      if (bind)
        return bind(
            accounts,
            words.get(1),
            context.getEnvironment().getProperty(Accounts.ISSUER_SETTING, ""),
            words.get(2));
      return change(accounts, words);
    } catch (DataAccessException e) {
      log.debug("The cause", e);
      return notDone(
          "The database does not let accounts be changed.",
          "Log in as ledger_app; what an older version made is to be started once.");
    } catch (RuntimeException e) {
      log.debug("The cause", e);
      FailureAnalysis known = new StartFailures(new StandardEnvironment()).analyze(e);
      return known == null
          ? notDone("It failed: %s.".formatted(e), "")
          : notDone(known.getDescription(), String.valueOf(known.getAction()));
    }
  }

  private static Login login(ConfigurableApplicationContext context) {
    Environment settings = context.getEnvironment();
    if (!StringUtils.hasText(settings.getProperty(DatabaseSettings.URL))) {
      Path home = Path.of(settings.getRequiredProperty("ledger.home"));
      Optional<Login> running = EmbeddedDatabase.appOfRunning(home);
      if (running.isPresent()) return running.get();
    }
    return FsckCommand.login(context);
  }

  private int list(Accounts accounts) {
    Map<String, Binding> bindings =
        accounts.bindings().stream().collect(Collectors.toMap(Binding::name, each -> each));
    for (Account each : accounts.all())
      say(
          "%-32s %-24s %-12s %s%s%s"
              .formatted(
                  each.name(),
                  each.officer(),
                  each.region(),
                  each.roles().stream().map(Role::key).sorted().collect(Collectors.joining(",")),
                  each.isEnabled() ? "" : "  停用 disabled",
                  boundTo(bindings.get(each.name()))));
    return DONE;
  }

  private static String boundTo(@Nullable Binding binding) {
    return binding == null
        ? ""
        : "  绑定 bound to %s of %s".formatted(binding.subject(), binding.issuer());
  }

  /** One subject of one issuer: by another issuer the same word is somebody else. */
  private int bind(Accounts accounts, String name, String issuer, String subject) {
    if (!StringUtils.hasText(issuer))
      return notDone(
          "No issuer of tokens is set.",
          "Set SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI as for the ledger.");
    if (!Accounts.isSubject(subject))
      return notDone("A subject is 1 to 255 ASCII characters without blanks around them.", USAGE);
    if (!accounts.bind(name, issuer, subject))
      return notDone(
          "There is no account %s, or another one is bound to that subject.".formatted(name),
          "See `accounts list`; an account is one person's.");
    return done("已绑定 Bound", "%s %s".formatted(name, Accounts.shortForm(issuer, subject)));
  }

  private int add(Accounts accounts, String name, Map<String, String> options) {
    if (!options.keySet().equals(OPTIONS))
      return notDone("An account needs --officer, --roles and --region.", USAGE);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String role : options.getOrDefault("roles", "").split(",", -1))
      try {
        roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        return notDone(
            "There is no such role.",
            "Roles are clerk, reviewer, approver, finance, payer, auditor, inspector, admin.");
      }
    OfficerId officer;
    RegionCode region;
    try {
      officer = new OfficerId(options.getOrDefault("officer", ""));
      region = new RegionCode(options.getOrDefault("region", ""));
    } catch (IllegalArgumentException e) {
      return notDone("The officer's number or the region's code has a wrong form.", USAGE);
    }
    Optional<String> password = password();
    if (password.isEmpty()) return NOT_DONE;
    boolean added = accounts.add(name, officer.number(), roles, region.code(), password.get());
    if (!added)
      return notDone(
          "There is an account of that name, or another one of that officer.",
          "See `accounts list`; an account is one person's.");
    return done("已开户 Added", name);
  }

  private int change(Accounts accounts, List<String> words) {
    String name = words.get(1);
    boolean changed;
    if (words.getFirst().equals("password")) {
      Optional<String> password = password();
      if (password.isEmpty()) return NOT_DONE;
      changed = accounts.setPassword(name, password.get());
    } else if (words.getFirst().equals("unbind")) {
      changed = accounts.unbind(name);
    } else {
      changed = accounts.enable(name, words.getFirst().equals("enable"));
    }
    return changed
        ? done("已更改 Changed", name)
        : notDone("There is no account %s.".formatted(name), "See `accounts list`.");
  }

  /** The first line of the input; empty, and said why, when it cannot be a password. */
  private Optional<String> password() {
    try {
      String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
      String password = Objects.requireNonNullElse(line, "");
      String objection = Accounts.objectionTo(password);
      if (objection == null) return Optional.of(password);
      var _ = notDone(objection, "");
    } catch (IOException e) {
      var _ = notDone("The password could not be read from the standard input.", "");
    }
    return Optional.empty();
  }

  private int done(String what, String name) {
    say("%s: %s".formatted(what, name));
    return DONE;
  }

  private int notDone(String why, String action) {
    say("未办理 Not done: %s %s".formatted(why, action));
    return NOT_DONE;
  }

  private void say(String line) {
    out.println(line.stripTrailing());
    out.flush();
  }
}
