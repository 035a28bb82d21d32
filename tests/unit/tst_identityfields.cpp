#include "api/identityfields.h"

#include "api/filter/filterfield.h"
#include "base/qtversion.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

/// Of the column, in an export; where the table has it, too, both must agree.
QString text(const QByteArray& json, const QString& key)
{
    const JsonDocument document(json);
    const IdentityRecord record = IdentityRecord::of({ document.root(), document.json() });
    QByteArray buffer;
    const ExportColumn column = *exportColumnForKey(key);
    const QString text = toQString(column.text(record, buffer));
    const Identity identity = Identity::fromRecord(record);
    const QString shown = column.field
        ? column.field->text(identity)
        : attributeText(identity.record.attribute(QString::fromUtf8(column.attribute)));
    return shown == text ? text : u"%1, but %2"_s.arg(text, shown);
}

} // namespace

class TestIdentityFields final : public QObject
{
    Q_OBJECT

private slots:
    void orderOfAnExport()
    {
        QStringList headers;
        for (const ExportColumn& column : defaultExportColumns())
            headers += column.header;
        QCOMPARE(headers.join(u','),
            u"id,name,alias,emailAddress,identityStatus,processingState,lifecycleState,"
            "managerName,isManager,created,modified,lastRefresh"_s);
    }

    void everyFieldIsFoundByIdAndKey()
    {
        for (const IdentityField& field : identityFields()) {
            QCOMPARE(&identityField(field.id), &field);
            QCOMPARE(identityFieldForKey(field.key), &field);
            QVERIFY(!field.title.isEmpty());
            QCOMPARE(exportColumn(field.id).header, field.key);
        }
        QVERIFY(!identityFieldForKey(u"Name"_s));
        QVERIFY(!identityFieldForKey(QString()));
    }

    void sortersAndFiltersAreTheApis()
    {
        QStringList sorters;
        for (const IdentityField& field : identityFields()) {
            if (!field.sorter.isEmpty())
                sorters += field.sorter;
            if (field.filterField.isEmpty())
                continue;
            const auto known = allFilterFields();
            QVERIFY(std::any_of(known.begin(), known.end(),
                [&](const FilterFieldInfo& info) { return info.apiName == field.filterField; }));
        }
        QCOMPARE(sorters, (QStringList { u"name"_s, u"alias"_s, u"cloudStatus"_s }));
    }

    void exactTexts()
    {
        const QByteArray identity = R"({
            "id": "2c91808a", "name": "Zoë", "alias": "zoe", "emailAddress": "z@acme.test",
            "identityStatus": "ACTIVE", "processingState": "ERROR", "isManager": true,
            "lifecycleState": { "stateName": "prehire", "manuallyUpdated": true },
            "managerRef": { "type": "IDENTITY", "id": "1", "name": "Ann" },
            "created": "2020-02-29T23:59:59.999Z", "modified": "1969-12-31T23:59:59.001Z",
            "lastRefresh": "2026-11-23T15:00:00+02:00" })";
        QCOMPARE(text(identity, u"id"_s), u"2c91808a"_s);
        QCOMPARE(text(identity, u"name"_s), u"Zoë"_s);
        QCOMPARE(text(identity, u"alias"_s), u"zoe"_s);
        QCOMPARE(text(identity, u"emailAddress"_s), u"z@acme.test"_s);
        QCOMPARE(text(identity, u"identityStatus"_s), u"ACTIVE"_s);
        QCOMPARE(text(identity, u"processingState"_s), u"ERROR"_s);
        QCOMPARE(text(identity, u"lifecycleState"_s), u"prehire"_s);
        QCOMPARE(text(identity, u"managerName"_s), u"Ann"_s);
        QCOMPARE(text(identity, u"isManager"_s), u"true"_s);
        QCOMPARE(text(identity, u"created"_s), u"2020-02-29T23:59:59.999Z"_s);
        QCOMPARE(text(identity, u"modified"_s), u"1969-12-31T23:59:59.001Z"_s);
        QCOMPARE(text(identity, u"lastRefresh"_s), u"2026-11-23T13:00:00.000Z"_s);
    }

    void absentIsEmpty()
    {
        for (const IdentityField& field : identityFields()) {
            const QString expected = field.id == FieldId::IsManager ? u"false"_s : QString();
            QCOMPARE(text("{}", field.key), expected);
        }
    }

    void datesAsQtWritesThem()
    {
        for (qint64 ms : { 0LL, 951'782'400'000LL, 4'102'444'799'999LL, -62'135'596'800'000LL }) {
            const QDateTime date = QDateTime::fromMSecsSinceEpoch(ms, Utc);
            QCOMPARE(text("{\"created\":" + QByteArray::number(ms) + '}', u"created"_s),
                date.toString(Qt::ISODateWithMs));
        }
    }

    void datesHaveOneForm_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* date, const QString& expected) {
            QTest::newRow(date) << QByteArray(date) << expected;
        };
        row("2023-01-03T21:16:22.432Z", u"2023-01-03T21:16:22.432Z"_s);
        row("2023-01-03T21:16:22Z", u"2023-01-03T21:16:22.000Z"_s);
        row("2023-01-03T21:16:22.4325Z", u"2023-01-03T21:16:22.432Z"_s);
        row("2023-01-03T21:16:22-05:30", u"2023-01-04T02:46:22.000Z"_s);
        row("2023-01-03T24:00:00.000Z", u"2023-01-04T00:00:00.000Z"_s);
        row("2023-01-03", u"2023-01-03T00:00:00.000Z"_s);
        row("2023-02-29T12:00:00.000Z", {});
        row("2023-01-03T21:16:22.43éZ", {});
    }
    void datesHaveOneForm()
    {
        QFETCH(const QByteArray, date);
        QFETCH(const QString, expected);
        QCOMPARE(text("{\"created\":\"" + date + "\"}", u"created"_s), expected);
    }

    void attributes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");
        QTest::newRow("text") << QByteArray("\"a, b\"") << u"a, b"_s;
        QTest::newRow("null") << QByteArray("null") << QString();
        QTest::newRow("true") << QByteArray("true") << u"true"_s;
        QTest::newRow("integer") << QByteArray("42") << u"42"_s;
        QTest::newRow("2^53+1") << QByteArray("9007199254740993") << u"9007199254740993"_s;
        QTest::newRow("large") << QByteArray("1e21") << u"1000000000000000000000"_s;
        QTest::newRow("small") << QByteArray("0.0000001") << u"0.0000001"_s;
        QTest::newRow("decimal") << QByteArray("0.1") << u"0.1"_s;
        QTest::newRow("negative") << QByteArray("-12.5") << u"-12.5"_s;
        QTest::newRow("list") << QByteArray("[\"a\", 1, true]") << u"a, 1, true"_s;
        QTest::newRow("empty list") << QByteArray("[]") << QString();
        QTest::newRow("object") << QByteArray("{\"a\": 1}") << u"{\"a\":1}"_s;
    }
    void attributes()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const auto column = exportColumnForKey(u"attributes.a.key"_s);
        QVERIFY(column.has_value());
        QCOMPARE(column->header, u"attributes.a.key"_s);
        QCOMPARE(text("{\"attributes\": {\"a.key\": " + json + "}}", column->header), expected);
    }

    void unknownColumns()
    {
        QVERIFY(!exportColumnForKey(u"foo"_s));
        QVERIFY(!exportColumnForKey(u"attributes"_s));
        QVERIFY(!exportColumnForKey(u"attributes."_s));
        QCOMPARE(text("{}", u"attributes.department"_s), QString());
    }

    void ordersThatDecideEverything()
    {
        QCOMPARE(stableSorters({}), (QStringList { u"name"_s, u"alias"_s }));
        QCOMPARE(stableSorters({ u"-cloudStatus"_s }),
            (QStringList { u"-cloudStatus"_s, u"name"_s, u"alias"_s }));
        QCOMPARE(stableSorters({ u"-alias"_s }), (QStringList { u"-alias"_s, u"name"_s }));
        QCOMPARE(
            stableSorters({ u"alias"_s, u"-name"_s }), (QStringList { u"alias"_s, u"-name"_s }));
    }
};

QTEST_APPLESS_MAIN(TestIdentityFields)
#include "tst_identityfields.moc"
