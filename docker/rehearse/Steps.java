import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads the Dockerfile and the compose file for rehearse.sh and prints them as calls of its
 * functions; so what is rehearsed is what stands there. Relays published ports, too.
 *
 * <pre>
 * Steps dockerfile FILE
 * Steps compose FILE
 * Steps relay 127.0.0.1:8091=10.99.0.12:9464 …
 * </pre>
 */
class Steps {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");

  private Steps() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "dockerfile" -> dockerfile(Files.readString(Path.of(args[1])));
      case "compose" -> compose(Files.readString(Path.of(args[1])));
      case "relay" -> relay(List.of(args).subList(1, args.length));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void dockerfile(String text) {
    String joined =
        Pattern.compile("^#.*\\n", Pattern.MULTILINE)
            .matcher(text)
            .replaceAll("")
            .replaceAll("[ \\t]*\\\\\\n[ \\t]*", " ");
    for (String line : joined.lines().filter(each -> !each.isBlank()).toList()) {
      String[] step = line.split(" ", 2);
      String rest = step[1].strip();
      switch (step[0]) {
        case "FROM" -> say("FROM", (Object[]) rest.split(" (?:AS )?"));
        case "WORKDIR", "USER", "EXPOSE", "RUN" -> say(step[0], rest);
        case "COPY", "VOLUME" -> say(step[0], (Object[]) rest.split(" +"));
        case "ENV" -> say("ENV", (Object[]) rest.split("=", 2));
        case "ENTRYPOINT", "CMD" -> say(step[0], (Object[]) array(rest));
        case "HEALTHCHECK" -> say("HEALTHCHECK", (Object[]) array(rest.substring(rest.indexOf('['))));
        default -> throw new IllegalArgumentException("a step that is not rehearsed: " + line);
      }
    }
  }

  private static String[] array(String json) {
    return Pattern.compile("\"([^\"]*)\"")
        .matcher(json)
        .results()
        .map(found -> found.group(1))
        .toArray(String[]::new);
  }

  private static void compose(String text) {
    Matcher variables = VARIABLE.matcher(text);
    String standing =
        variables.replaceAll(
            found -> {
              String set = System.getenv(found.group(1));
              return Matcher.quoteReplacement(
                  set != null && !set.isEmpty() ? set : String.valueOf(found.group(2)));
            });
    Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(standing);
    Map<?, ?> secrets = (Map<?, ?>) file.get("secrets");
    for (Map.Entry<?, ?> each : ((Map<?, ?>) file.get("services")).entrySet()) {
      Map<?, ?> service = (Map<?, ?>) each.getValue();
      say("SERVICE", each.getKey());
      for (Map.Entry<?, ?> entry : service.entrySet()) property(entry, secrets);
      say("END");
    }
  }

  private static void property(Map.Entry<?, ?> entry, Map<?, ?> secrets) {
    Object value = entry.getValue();
    switch (String.valueOf(entry.getKey())) {
      case "image" -> say("IMAGE", value);
      case "user" -> say("AS", value);
      case "read_only" -> say("READ_ONLY");
      case "mem_limit" -> say("MEMORY", value);
      case "entrypoint" -> say("ENTRY", ((List<?>) value).toArray());
      case "cap_add" -> say("CAPABLE", ((List<?>) value).toArray());
      case "network_mode" -> say("NETWORK", value);
      case "command" -> say("COMMAND", ((List<?>) value).toArray());
      case "stop_grace_period" -> say("PATIENCE", value);
      case "environment" -> ((Map<?, ?>) value).forEach((name, set) -> say("SET", name, set));
      case "tmpfs" -> ((List<?>) value).forEach(each -> say("TMPFS", (Object[]) String.valueOf(each).split(":", 2)));
      case "profiles" -> say("ON_DEMAND");
      case "networks" -> {
        if (value instanceof Map<?, ?> map
            && map.get("inside") instanceof Map<?, ?> inside
            && inside.get("ipv4_address") instanceof String address) say("ADDRESS", address);
      }
      case "ports" -> ((List<?>) value).forEach(each -> say("PORT", each));
      case "volumes" ->
          ((List<?>) value).forEach(each -> say("MOUNT", (Object[]) String.valueOf(each).split(":")));
      case "depends_on" ->
          (value instanceof Map<?, ?> map ? map.keySet() : (List<?>) value)
              .forEach(each -> say("AFTER", each));
      case "healthcheck" -> {
        List<Object> test = new ArrayList<>((List<?>) ((Map<?, ?>) value).get("test"));
        say("HEALTHY", test.subList(1, test.size()).toArray());
      }
      case "secrets" ->
          ((List<?>) value)
              .forEach(
                  each -> {
                    Map<?, ?> given = (Map<?, ?>) each;
                    Map<?, ?> secret = (Map<?, ?>) secrets.get(given.get("source"));
                    say("SECRET", secret.get("file"), given.get("target"));
                  });
      // What only an engine has a meaning for, or what is done for all services alike.
      case "build", "pull_policy", "restart", "cap_drop", "security_opt", "logging", "shm_size" -> {}
      default -> throw new IllegalArgumentException("not rehearsed: " + entry);
    }
  }

  /** A line for the shell, whatever stands in it. */
  private static void say(String what, Object... arguments) {
    StringBuilder line = new StringBuilder(what);
    for (Object each : arguments)
      line.append(" '").append(String.valueOf(each).replace("'", "'\\''")).append('\'');
    System.out.println(line);
  }

  private static void relay(List<String> ports) throws Exception {
    for (String each : ports) {
      String[] ends = each.split("=");
      String[] here = ends[0].split(":");
      String[] there = ends[1].split(":");
      ServerSocket door =
          new ServerSocket(Integer.parseInt(here[1]), 100, InetAddress.getByName(here[0]));
      Thread.ofPlatform()
          .start(
              () -> {
                while (true)
                  try {
                    Socket in = door.accept();
                    Thread.ofVirtual().start(() -> join(in, there[0], Integer.parseInt(there[1])));
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
              });
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static void join(Socket in, String host, int port) {
    try (in;
        Socket out = new Socket()) {
      out.connect(new InetSocketAddress(host, port), 2_000);
      Thread back = Thread.ofVirtual().start(() -> pump(out, in));
      pump(in, out);
      back.join();
    } catch (IOException | InterruptedException e) {
      // The reader sees that the connection ends.
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      // The other side has gone.
    }
  }
}
