extension MappingExample {
    /// The tables and fields, the same for both databases.
    static let records = """
        # Which organisation number an institution or a dwelling with staff has. Codes that rows use and this list lacks are
        # told with the number of rows they stand in. Beside a database it may also be a file:
        #   {file: institutions.csv, encoding: utf-8, separator: ";", code: code, number: organisation_number}
        organisationNumbers:
          query: |
            SELECT code, organisation_number
            FROM institution
          code: code
          number: organisation_number

        # One table for each element. A query may ask for :year, :first_day, :last_day (2016-01-01), :municipality and
        # :district. It can only read. Rows may come in any order.
        #
        #   field: column                                     the column as it is
        #   field: {column: c, codes: {local: format}}        local codes; what is not listed goes on as it is
        #   field: {column: c, whenEmpty: "99991231"}         instead of nothing
        #   field: {value: "2"}                               the same in all rows; also :year, :municipality, :district
        #   field: {institution: c}                           looked up in organisationNumbers
        #
        # Dates may be 2016-01-31, 31.01.2016 or 20160131; months their first day; hours 12.5 or 12,5.
        records:
          PERSON:
            query: |
              SELECT person_id, national_id, municipality, district, reserves_diagnosis, since, died, changed
              FROM person
              WHERE since <= :last_day AND (died IS NULL OR died >= :first_day)
            fields:
              pePeID: person_id
              # The identity number. From 2018 it is written into a file of its own. Age and sex (peAlder, peKjonn) are
              # worked out of it when no column fills them.
              peFnr: national_id
              peKomnr: municipality
              peBydelsnr: district
              peDiagReserv: {column: reserves_diagnosis, codes: {t: 1, f: 2, "1": 1, "0": 2}}
              peFraDato: since
              peDodDato: died
              peEndrDato: changed

          PERSONOPPL:
            query: |
              SELECT *
              FROM circumstances
            fields:
              poPeID: person_id
              poPoID: number            # without it rows are numbered from 1
              poHusstand: household
              poOmsorgBarn: {column: cares_for_children, codes: {t: 1, f: 2, "1": 1, "0": 2}}
              poPrivHjelp: private_help
              poBoligTilr: {column: suitable_home, codes: {t: 1, f: 2, "1": 1, "0": 2}}
              poVurdTann: seen_by_dentist
              poVurdLege: seen_by_doctor
              poIndPlan: individual_plan
              poHarKoordinator: coordinator
              poArbBistBehov: work_help_need
              poArbBistMottar: work_help_given
              poArbTranspBehov: work_transport_need
              poArbTranspMottar: work_transport_given
              poFriBistBehov: leisure_help_need
              poFriBistMottar: leisure_help_given
              poFriTranspBehov: leisure_transport_need
              poFriTranspMottar: leisure_transport_given
              poLegeMiddGj: medicines_reviewed
              poLegeMiddGjDato: medicines_reviewed_on
              poErnKartlagt: nutrition_assessed
              poErnKartlagtDato: nutrition_assessed_on
              poErnRisiko: nutrition_risk
              poErnRisikoDato: nutrition_risk_on
              poErnPlan: nutrition_plan
              poErnPlanDato: nutrition_plan_on
              poFraDato: valid_from
              poTilDato: {column: valid_to, whenEmpty: "99991231"}
              # From 2019; left out of earlier years by itself.
              poVenteliste: waiting
              poVentelisteDato: waiting_since
              poHeldg: around_the_clock
              poHab: habilitation
              poHabDato: habilitation_since

          FUNKSJON:
            query: |
              SELECT person_id, number, kind, score, valid_from, valid_to
              FROM function
            fields:
              fnPeID: person_id
              fnFnID: number
              fnFunkType: kind
              fnFunkVerdi: score
              fnFraDato: valid_from
              fnTilDato: {column: valid_to, whenEmpty: "99991231"}

          TJENESTE:
            query: |
              SELECT s.*, CASE WHEN started IS NULL THEN NULL ELSE coalesce(stopped, '9999-12-31') END AS until
              FROM service s
            fields:
              tjPeID: person_id
              tjTjID: number
              tjVeID: decision_id
              tjVeNrID: renewal
              tjTjenType: {column: kind, codes: {HOMENURSING: 15, PRACTICAL: 1, NURSINGHOME: 21}}
              tjTjenUnderType: subkind                # to 2018
              tjSoknadDato: applied
              tjVedtDato: decided
              tjVedtak: {column: decision, codes: {refused: 1, granted: 2}}
              tjTimerUke: hours
              tjResTimerUke: hours_with_second
              tjRullerende: {column: rolling, codes: {t: 1, f: 2, "1": 1, "0": 2}}
              tjInstOrgnr: {institution: institution}
              tjFraDato: started
              tjTilDato: until
              tjKlageMottatt: complaint_received
              tjKlageBesvart: complaint_answered

          DIAGNOSE:
            query: |
              SELECT person_id, number, code_system, code, valid_from, valid_to
              FROM diagnosis
            fields:
              diPeID: person_id
              diDiID: number
              diKodeVersjon: code_system
              diDiagKode: code
              diFraDato: valid_from
              diTilDato: {column: valid_to, whenEmpty: "99991231"}

          DOGNTILBUD:
            query: |
              SELECT person_id, number, organisation_number, valid_from, valid_to
              FROM stay
            fields:
              dgPeID: person_id
              dgDgID: number
              dgInstOrgnr: organisation_number        # here the number itself
              dgFraDato: valid_from
              dgTilDato: {column: valid_to, whenEmpty: "99991231"}

        """

    /// The sample's tables, in SQL that both databases take.
    public static let schema = """
        -- The tables that `budstikke report extract example` reads: those of a small invented record system.

        -- One row for each recipient or applicant.
        CREATE TABLE person (
            person_id integer PRIMARY KEY,     -- the municipality's own number, at most ten digits
            national_id varchar(11),           -- identity number or D-number
            municipality varchar(4), district varchar(2),
            reserves_diagnosis boolean,        -- against diagnoses being sent (to 2017)
            since date NOT NULL, died date, changed date);

        -- Household, plans and needs; a new row when something changes. Codes are the format's own.
        CREATE TABLE circumstances (
            person_id integer NOT NULL, number integer NOT NULL,
            household integer, cares_for_children boolean, private_help integer, suitable_home boolean,
            seen_by_dentist date, seen_by_doctor date,   -- the month of it
            individual_plan integer, coordinator integer,
            work_help_need integer, work_help_given integer, work_transport_need integer, work_transport_given integer,
            leisure_help_need integer, leisure_help_given integer,
            leisure_transport_need integer, leisure_transport_given integer,
            medicines_reviewed integer, medicines_reviewed_on date,
            nutrition_assessed integer, nutrition_assessed_on date,
            nutrition_risk integer, nutrition_risk_on date, nutrition_plan integer, nutrition_plan_on date,
            valid_from date, valid_to date,              -- empty: still so
            waiting integer, waiting_since date, around_the_clock integer, habilitation integer, habilitation_since date,
            PRIMARY KEY (person_id, number));

        -- One assessed function and how much help it needs.
        CREATE TABLE function (
            person_id integer NOT NULL, number integer NOT NULL, kind integer, score integer,
            valid_from date, valid_to date, PRIMARY KEY (person_id, number));

        -- One service that was applied for, refused or given.
        CREATE TABLE service (
            person_id integer NOT NULL, number integer NOT NULL, decision_id integer, renewal integer,
            kind varchar(20),                            -- the record system's own codes, or the format's
            subkind integer, applied date, decided date, decision varchar(8),
            hours numeric(5, 2), hours_with_second numeric(5, 2), rolling boolean,
            institution varchar(40),                     -- a code of the table below
            started date, stopped date,                  -- never started when refused
            complaint_received date, complaint_answered date, PRIMARY KEY (person_id, number));

        CREATE TABLE institution (code varchar(40) PRIMARY KEY, organisation_number varchar(11));

        CREATE TABLE diagnosis (
            person_id integer NOT NULL, number integer NOT NULL, code_system varchar(6), code varchar(10),
            valid_from date, valid_to date, PRIMARY KEY (person_id, number));

        -- A stay with a provider that is not the municipality's.
        CREATE TABLE stay (
            person_id integer NOT NULL, number integer NOT NULL, organisation_number varchar(9),
            valid_from date, valid_to date, PRIMARY KEY (person_id, number));

        """
}
