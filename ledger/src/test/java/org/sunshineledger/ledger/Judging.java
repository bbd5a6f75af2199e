package org.sunshineledger.ledger;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.Rulings;

/**
 * One aggregate before a judge, without a database: given these deeds, when this one comes, what is
 * recorded, or for which rule is it refused?
 */
public final class Judging<T> {

  /** 2017-06-30 in Zhengzhou. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2017-06-30T00:30:00Z"), ZoneOffset.UTC);

  public static final RegionCode CITY = new RegionCode("410100");
  public static final RegionCode COUNTY = new RegionCode("410184");

  /** A village of 八千, of which the stories tell. */
  public static final RegionCode VILLAGE = new RegionCode("410173202201");

  public static final Place PLACE = new Place(VILLAGE, Deed.TOWNSHIP, COUNTY, CITY);

  /** A county in which no backfill is open. */
  public static final RegionCode CLOSED_COUNTY = new RegionCode("410185");

  /** The same village, if it lay in the county that does not exist. */
  public static final Place EXAMPLE =
      new Place(VILLAGE, Deed.TOWNSHIP, new RegionCode("410199"), CITY);

  private final Class<T> aggregate;
  private final List<Object> resources;
  private final Place place;
  private final List<Deed> deeds;

  private Judging(Class<T> aggregate, List<Object> resources, Place place, List<Deed> deeds) {
    this.aggregate = aggregate;
    this.resources = resources;
    this.place = place;
    this.deeds = deeds;
  }

  /**
   * Nothing has happened yet.
   *
   * @param resources what the handlers ask for beside a ruling
   */
  public static <T> Judging<T> of(Class<T> aggregate, Object... resources) {
    return new Judging<>(aggregate, List.of(resources), PLACE, List.of());
  }

  /** The same, judged as if the village of the stories lay there. */
  public Judging<T> in(Place elsewhere) {
    return new Judging<>(aggregate, resources, elsewhere, deeds);
  }

  /** The deeds that came before, all of which must have been allowed. */
  public Judging<T> given(Deed... more) {
    return new Judging<>(
        aggregate, resources, place, Stream.concat(deeds.stream(), Stream.of(more)).toList());
  }

  public Verdict<T> when(Deed deed) {
    AggregateTestFixture<T> fixture = new AggregateTestFixture<>(aggregate);
    fixture.registerParameterResolverFactory(new AsItHappens(place));
    resources.forEach(fixture::registerInjectableResource);
    return new Verdict<>(
        fixture
            .givenCommands(deeds.stream().map(Judging::command).toList())
            .when(deed.order(), Map.of(Rulings.ACT, deed.act())));
  }

  private static GenericCommandMessage<?> command(Deed deed) {
    return new GenericCommandMessage<>(deed.order(), Map.of(Rulings.ACT, deed.act()));
  }

  /** What came of it. */
  public record Verdict<T>(ResultValidator<T> result) {

    /** Exactly these facts, without a breach. */
    public void records(Event... events) {
      result.expectSuccessfulHandlerExecution().expectEvents((Object[]) events);
      assertThat(breaches()).isEmpty();
    }

    /** It has happened, and its facts are flagged for exactly these rules, in this order. */
    public void isRecordedInBreachOf(Rule... rules) {
      result.expectSuccessfulHandlerExecution();
      assertThat(breaches()).containsExactlyElementsOf(Stream.of(rules).map(Rule::name).toList());
    }

    public void isRecorded() {
      isRecordedInBreachOf();
    }

    /** Nothing is recorded. */
    public void isRefusedFor(Rule rule) {
      result.expectNoEvents().expectException(refusedFor(rule));
    }

    private List<String> breaches() {
      Recorded recorded = new Recorded();
      result.expectEventsMatching(recorded);
      assertThat(recorded.events).isNotEmpty();
      return recorded.events.stream().flatMap(each -> envelope(each).breaches().stream()).toList();
    }

    private static Envelope envelope(EventMessage<?> event) {
      if (event.getMetaData().get(Ruling.ENVELOPE) instanceof Envelope envelope) return envelope;
      throw new AssertionError("a fact without its envelope: " + event.getPayload());
    }
  }

  /** Takes the events out of Axon's fixture. */
  private static final class Recorded extends TypeSafeMatcher<List<EventMessage<?>>> {

    private List<EventMessage<?>> events = List.of();

    @Override
    protected boolean matchesSafely(List<EventMessage<?>> recorded) {
      events = List.copyOf(recorded);
      return true;
    }

    @Override
    public void describeTo(Description description) {
      description.appendText("any facts");
    }
  }

  private static Matcher<Refused> refusedFor(Rule rule) {
    return new TypeSafeMatcher<>() {
      @Override
      protected boolean matchesSafely(Refused refused) {
        return refused.rule() == rule;
      }

      @Override
      public void describeTo(Description description) {
        description.appendText("refused for " + rule);
      }
    };
  }

  /** Enough of the world to judge by; a backfill is open everywhere but in one county. */
  private record FewRegions(Place village) implements Jurisdiction {

    private static final Set<Place> PLACES =
        Stream.of(
                new Place(null, Deed.TOWNSHIP, COUNTY, CITY),
                new Place(null, null, COUNTY, CITY),
                new Place(null, null, CLOSED_COUNTY, CITY),
                new Place(null, null, null, CITY))
            .collect(toSet());

    @Override
    public Place placeOf(RegionCode region, LocalDate on) {
      return Stream.concat(Stream.of(village), PLACES.stream())
          .filter(place -> place.levels().findFirst().equals(Optional.of(region)))
          .findFirst()
          .orElseThrow(() -> new Refused(Rule.UNKNOWN_REGION, region.code()));
    }

    @Override
    public boolean backfillIsOpen(Place place) {
      return !place.within(CLOSED_COUNTY);
    }
  }

  /** Each deed is judged on its own day; of days after {@link #CLOCK} nothing is known. */
  private record AsItHappens(Place village) implements ParameterResolverFactory {

    private static final RuleSets RULES = RuleSets.standard();

    @Override
    public @Nullable ParameterResolver<Ruling> createInstance(
        Executable executable, Parameter[] parameters, int parameterIndex) {
      if (parameters[parameterIndex].getType() != Ruling.class) return null;
      return new ParameterResolver<>() {
        @Override
        public Ruling resolveParameterValue(Message<?> message) {
          if (message.getMetaData().get(Rulings.ACT) instanceof Act act)
            return new Ruling(
                act, DayByDay.on(act.occurredOn(), CLOCK), new FewRegions(village), RULES);
          throw new IllegalStateException("an order without its act");
        }

        @Override
        public boolean matches(Message<?> message) {
          return message.getMetaData().containsKey(Rulings.ACT);
        }
      };
    }
  }
}
