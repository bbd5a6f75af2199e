package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sunshineledger.ledger.duty.EnterpriseId;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.project.AssetId;
import org.sunshineledger.ledger.supervision.AuditId;
import org.sunshineledger.ledger.supervision.FlagCode;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.vault.SubjectId;

/**
 * Made-up events, every component filled, nothing taken from life: 样例 is “sample”. The same event
 * comes out for the same record, on every machine.
 */
public final class Samples {

  private static final String TEXT = "样例";

  /** What a component of this type is, whatever its name. */
  private static final Map<Class<?>, Object> BY_TYPE =
      Map.ofEntries(
          Map.entry(HouseholdId.class, new HouseholdId("4101990010010001")),
          Map.entry(MemberId.class, new MemberId("01")),
          Map.entry(OfficerId.class, new OfficerId("YANGLI-0001")),
          Map.entry(EnterpriseId.class, new EnterpriseId("YANGLI-QY-0001")),
          Map.entry(NoticeId.class, new NoticeId("YANGLI-GS-0001")),
          Map.entry(PaymentId.class, new PaymentId("YANGLI-ZF-0001")),
          Map.entry(ProjectCode.class, new ProjectCode("YANGLI-XM-0001")),
          Map.entry(DocumentNumber.class, new DocumentNumber("样例〔2016〕1号")),
          Map.entry(ObjectionId.class, new ObjectionId("01")),
          Map.entry(MeasureId.class, new MeasureId("01")),
          Map.entry(AssetId.class, new AssetId("01")),
          Map.entry(LoanId.class, new LoanId("001")),
          Map.entry(LeadId.class, new LeadId("YANGLI-XS-0001")),
          Map.entry(AuditId.class, new AuditId("YANGLI-SJ-0001")),
          Map.entry(SubjectId.class, new SubjectId("4101990010010001-01")),
          Map.entry(FlagCode.class, new FlagCode("SAMPLE_FLAG")),
          Map.entry(SupplierId.class, new SupplierId("YANGLI-0001")),
          Map.entry(Money.class, new Money(123_456)),
          Map.entry(Sha256.class, Sha256.of(TEXT.getBytes(UTF_8))),
          Map.entry(UUID.class, UUID.fromString("00000000-0000-4000-8000-000000000001")),
          Map.entry(LocalDate.class, LocalDate.of(2016, 10, 17)),
          Map.entry(BigDecimal.class, new BigDecimal("12.50")),
          Map.entry(boolean.class, true),
          Map.entry(HitId.class, new HitId("01")),
          Map.entry(Integer.class, 6),
          Map.entry(Long.class, 1_024L),
          Map.entry(long.class, 1_024L));

  /** What a component is by its name. */
  private static final Map<String, Object> BY_NAME =
      Map.ofEntries(
          Map.entry("village", new RegionCode("410199001001")),
          Map.entry("township", new RegionCode("410199001")),
          Map.entry("county", new RegionCode("410199")),
          Map.entry("city", new RegionCode("410100")),
          Map.entry("year", 2016),
          Map.entry("targetExitYear", 2017),
          Map.entry("period", "2016"),
          Map.entry("target", "household/4101990010010001"),
          Map.entry("ruleSet", "sample-1"),
          Map.entry("breaches", List.of("SAMPLE_RULE")),
          Map.entry("redactionPolicy", "mask-1"),
          Map.entry("rule", "SAMPLE_RULE"),
          Map.entry("source", "sample-2016"),
          Map.entry("claim", "C001"),
          Map.entry("check", "K001"),
          Map.entry("metric", "sample.metric"),
          Map.entry("unit", "persons"),
          Map.entry("relation", "C001 - C002 = C003"));

  private Samples() {}

  static Envelope envelope() {
    return (Envelope) record(Envelope.class);
  }

  public static Event event(Class<? extends Event> type) {
    return (Event) record(type);
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getName(), components[i].getGenericType());
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("no sample of " + type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type.getName(), e);
    }
  }

  private static Object value(String name, Type type) {
    Object named = BY_NAME.get(name);
    if (named != null && raw(type).isInstance(named)) return named;
    if (type instanceof ParameterizedType list)
      return List.of(value(name, list.getActualTypeArguments()[0]));
    Class<?> plain = raw(type);
    Object typed = BY_TYPE.get(plain);
    if (typed != null) return typed;
    if (named != null && plain == int.class) return named;
    if (plain == int.class) return 3;
    if (plain == String.class) return TEXT;
    if (plain == RegionCode.class) return new RegionCode("410199");
    if (plain == PolicyId.class) return new PolicyId("YANGLI-0001");
    if (plain.isEnum()) return plain.getEnumConstants()[0];
    if (plain.isRecord()) return record(plain);
    throw new IllegalStateException("no sample of " + type + " " + name);
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }
}
