package org.sunshineledger.api.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clerks who give orders at a steady pace, in a process of their own as on machines of their own:
 * what they are busy with is not the server's. Each line that the process reads is how many orders
 * a second are to be given from then on, none to rest, or a question mark; it answers with how many
 * have been recorded in all.
 */
final class Clerks {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** So many wait for the answer to an order at once, at most. */
  private static final int AT_ONCE = 32;

  private static final int ORDERS_TOGETHER = 2;
  private static final String ASKED = "?";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final ExecutorService givers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final AtomicLong recorded = new AtomicLong();
  private final AtomicInteger numbers = new AtomicInteger();
  private final String address;
  private final String password;
  private final List<String> villages;
  private volatile long aSecond;

  private Clerks(String address, String password, List<String> villages) {
    this.address = address;
    this.password = password;
    this.villages = villages;
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    Clerks clerks = new Clerks(args[0], in.readLine(), List.of(args[1].split(",")));
    Thread _ = Thread.ofPlatform().daemon().start(clerks::pace);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.equals(ASKED)) clerks.aSecond = Long.parseLong(line);
      if (clerks.aSecond == 0) clerks.finish();
      System.out.println(clerks.recorded.get());
    }
    System.exit(0);
  }

  private void pace() {
    long pace = 0;
    long due = 0;
    while (true) {
      long wanted = aSecond;
      // What another pace has left undone is not made up for.
      if (wanted != pace) due = System.nanoTime();
      pace = wanted;
      if (pace == 0) {
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        continue;
      }
      while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
      // Whoever is behind stays behind: the rate that is printed tells it.
      free.acquireUninterruptibly();
      givers.execute(() -> {
        try {
          give(numbers.incrementAndGet());
        } finally {
          free.release();
        }
      });
      due += Duration.ofSeconds(ORDERS_TOGETHER).toNanos() / pace;
    }
  }

  private void finish() {
    free.acquireUninterruptibly(AT_ONCE);
    free.release(AT_ONCE);
  }

  /**
   * In turn an officer comes and takes a post in a village, and a household applies and its income
   * is surveyed: two orders each, which views behind boards fold.
   */
  private void give(int number) {
    String village = villages.get(number / 2 % villages.size());
    if (number % 2 == 0) {
      String officer = "BENCH-" + number;
      given("admin", "/officers", "{\"officer\":\"%s\",\"name\":\"试测\"}".formatted(officer));
      given(
          "admin",
          "/officers/%s/take-post".formatted(officer),
          "{\"post\":\"OFFICIAL\",\"office\":\"试测\",\"region\":\"%s\"}".formatted(village));
      return;
    }
    String household = "41018577%08d".formatted(number);
    given(
        "clerk",
        "/households",
        """
        {"household":"%s","village":"%s","group":1,"claimedCauses":["ILLNESS"],"members":[\
        {"member":"01","relationship":"HEAD","name":"某某","idNumber":"97%09d"},\
        {"member":"02","relationship":"OTHER","name":"某某","idNumber":"98%09d"}]}\
        """
            .formatted(household, village, number, number));
    given(
        "clerk",
        "/households/%s/survey-income".formatted(household),
        """
        {"year":%d,"parts":[{"kind":"FARMING","amount":400000}],"surveyors":["DEMO-CLERK"]}\
        """
            .formatted(LocalDate.now(ZONE).getYear() - 1));
  }

  private void given(String account, String path, String order) {
    try {
      HttpResponse<String> answer =
          client.send(
              order(address, password, account, path, order).build(),
              HttpResponse.BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() == 201) {
        long _ = recorded.incrementAndGet();
      } else {
        System.err.println(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      System.err.println(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As whoever records it sends it, on the day on which it happened. */
  static HttpRequest.Builder order(
      String address, String password, String account, String path, String order) {
    String credentials =
        Base64.getEncoder().encodeToString((account + ":" + password).getBytes(UTF_8));
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Basic " + credentials)
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"occurredOn\":\"%s\",\"order\":%s}".formatted(LocalDate.now(ZONE), order)));
  }

  /** The process, as seen by whoever started it. */
  static final class Started implements AutoCloseable {

    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;
    private long recordedBefore;
    private long began;

    private Started(Process process, String password) {
      this.process = process;
      this.to = new PrintStream(process.getOutputStream(), true, UTF_8);
      this.from = process.inputReader(UTF_8);
      to.println(password);
    }

    /** Begins; returns at once. */
    void work(long ordersASecond) throws IOException {
      recordedBefore = recorded();
      began = System.nanoTime();
      long _ = said(String.valueOf(ordersASecond));
    }

    /** In all. */
    long recorded() throws IOException {
      return said(ASKED);
    }

    /**
     * Ends when the last order is answered.
     *
     * @return orders a second that were recorded since the work began
     */
    double rest() throws IOException {
      long recorded = said("0") - recordedBefore;
      return recorded * 1e9 / (System.nanoTime() - began);
    }

    private long said(String line) throws IOException {
      to.println(line);
      String answer = from.readLine();
      if (answer == null) throw new IllegalStateException("the clerks are gone");
      return Long.parseLong(answer);
    }

    @Override
    public void close() {
      to.close();
      Process _ = process.onExit().join();
    }
  }

  /** Its collector is the smallest: it is not what is measured. */
  static Started start(String address, String password, List<String> villages) throws IOException {
    return new Started(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Clerks.class.getName(),
                address,
                String.join(",", villages))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start(),
        password);
  }
}
