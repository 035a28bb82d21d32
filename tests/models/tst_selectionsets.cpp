// Selections in their files: sets by name, and the present one from start to start.

#include "models/selection/selectionkeeper.h"
#include "models/selection/selectionsets.h"
#include "models/selection/selectionstore.h"

#include "support/fakeclock.h"
#include "support/memoryfolder.h"

#include "base/ownerfiles.h"
#include "base/qtversion.h"
#include "profile/connectionfolder.h"
#include "profile/tenant.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

QSet<IdentityId> people(int from, int to)
{
    QSet<IdentityId> ids;
    for (int i = from; i < to; ++i)
        ids.insert(IdentityId(QString::number(i).rightJustified(32, u'0')));
    return ids;
}

QList<KeptPerson> kept(const QSet<IdentityId>& ids)
{
    QList<KeptPerson> all;
    for (const IdentityId& id : ids)
        all += { .id = id };
    return all;
}

/// One window's part in a folder that may be shared.
struct Window
{
    explicit Window(const QString& folder)
        : sets(folder)
    {
        QObject::connect(&sets, &SelectionSets::problem, &sets,
            [this](const QString& text) { problems += text; });
    }
    bool save(const QString& name, const QSet<IdentityId>& ids)
    {
        bool done = false;
        sets.save(name, { .count = ids.size(), .people = kept(ids) }, [&done] { done = true; });
        return QTest::qWaitFor([&done] { return done; });
    }
    std::optional<SelectionSets::Used> use(const QString& name, SelectionSets::Use how)
    {
        std::optional<SelectionSets::Used> result;
        sets.use(name, how, store, [&result](const auto& used) { result = used; });
        const qsizetype before = problems.size();
        (void)QTest::qWaitFor([&] { return result || problems.size() > before; });
        return result;
    }
    bool waitFor(const QStringList& names)
    {
        return QTest::qWaitFor([&] {
            QStringList found;
            for (const SelectionSet& set : sets.sets())
                found += u"%1 %2"_s.arg(set.name).arg(set.count);
            return found == names;
        });
    }

    SelectionStore store;
    SelectionSets sets;
    QStringList problems;
};

/// A window's own selection, from start to start.
struct Present
{
    explicit Present(const QString& folder, const Clock& clock)
        : keeper(store, folder, clock)
    {
        QObject::connect(&keeper, &SelectionKeeper::problem, &keeper,
            [this](const QString& text) { problems += text; });
        QObject::connect(&keeper, &SelectionKeeper::restored, &keeper,
            [this](const QList<IdentityId>& ids) { restored = ids.size(); });
        QSignalSpy changed(&keeper, &SelectionKeeper::changed);
        isOpen = changed.wait();
    }

    SelectionStore store;
    QStringList problems;
    qsizetype restored = 0;
    bool isOpen = false;
    SelectionKeeper keeper;
};

void damage(const QString& path, qint64 at)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at < 0 ? file.size() + at : at));
    QVERIFY(file.write("#") == 1);
}

} // namespace

class TestSelectionSets : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsWrittenIsReadAgain();
    void everyDamageIsFound_data();
    void everyDamageIsFound();
    void aDamagedSetIsSetAsideAndTheOthersStay();
    void windowsLoseNothingOfEachOther();
    void setsAreAddedAndTakenOut();
    void whatIsTickedMeanwhileStays();
    void setsAreRenamedDeletedAndBroughtBack();
    void whatAnotherWindowDeletedIsNotTakenForOnesOwn();
    void aMillionComesBack();
    void theSelectionComesBackAndSaysSo();
    void allMatchingComesBackWithItsExceptions();
    void eachWindowHasItsOwn();
    void anEmptySelectionLeavesNothingBehind();
    void aDamagedSelectionIsSetAside();
    void whereTheFolderIsGoneItIsSaidOnce();
    void connectionsHaveFoldersOfTheirOwn();

private:
    QString path() const { return m_folder->filePath(u"sets"_s); }
    QStringList files() const { return QDir(path()).entryList(QDir::Files, QDir::Name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
};

void TestSelectionSets::init()
{
    m_folder = std::make_unique<QTemporaryDir>(memoryFolder());
}

void TestSelectionSets::whatIsWrittenIsReadAgain()
{
    const QString file = m_folder->filePath(u"x.people"_s);
    QVERIFY(readKeptPeople(file)->isEmpty()); // none is there
    const IdentityId plain(u"2c91"_s);
    const IdentityId hostile(u"a\tb\nc%09d"_s);
    const KeptPeople people { .name = u"Leavers “Q4” \\ \""_s,
        .saved = QDateTime(QDate(2026, 11, 26), QTime(9, 0), Utc),
        .count = 2,
        .people = { { plain }, { hostile, u"Zoë\tO'Neil\n100 %"_s } } };
    QCOMPARE(writeKeptPeople(file, people), QString());
    QCOMPARE(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser), OwnerOnly);
    const Expected<KeptPeople> read = readKeptPeople(file);
    QVERIFY(read);
    QCOMPARE(read->name, people.name);
    QCOMPARE(read->saved, people.saved);
    QCOMPARE(read->people, people.people);
    QCOMPARE(readKeptPeople(file, KeptPeople::Part::Head)->count, 2);
    QVERIFY(readKeptPeople(file, KeptPeople::Part::Head)->people.isEmpty());
    // Nothing but ids and names is written.
    QFile content(file);
    QVERIFY(content.open(QIODevice::ReadOnly));
    QCOMPARE(content.readAll().count('\n'), 3);
}

void TestSelectionSets::everyDamageIsFound_data()
{
    QTest::addColumn<int>("at");
    QTest::newRow("the beginning") << 0;
    QTest::newRow("an id") << -10;
    QTest::newRow("the end") << -1;
}

void TestSelectionSets::everyDamageIsFound()
{
    QFETCH(int, at);
    const QString file = m_folder->filePath(u"x.people"_s);
    QCOMPARE(writeKeptPeople(file, { .name = u"a"_s, .count = 9, .people = kept(people(0, 9)) }),
        QString());
    damage(file, at);
    const Expected<KeptPeople> read = readKeptPeople(file);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ApiError::Kind::Malformed);
    QVERIFY(!read.error().detail.isEmpty());
}

void TestSelectionSets::aDamagedSetIsSetAsideAndTheOthersStay()
{
    {
        Window window(path());
        QVERIFY(window.save(u"Alpha"_s, people(0, 3)));
        QVERIFY(window.save(u"Beta"_s, people(0, 4)));
        QVERIFY(window.save(u"Gamma"_s, people(0, 5)));
    }
    QCOMPARE(files().size(), 3);
    // One shows at its beginning, another only when it is used.
    QString first;
    for (const QString& name : files()) {
        const QString full = QDir(path()).filePath(name);
        const QString set = readKeptPeople(full, KeptPeople::Part::Head)->name;
        if (set == u"Alpha"_s)
            damage(full, 0);
        else if (set == u"Beta"_s)
            damage(full, -5);
    }
    Window window(path());
    QVERIFY(window.waitFor({ u"Beta 4"_s, u"Gamma 5"_s }));
    QCOMPARE(window.problems.size(), 1);
    QVERIFY2(window.problems.first().contains(u"set-aside"_s), qPrintable(window.problems.first()));
    window.store.replace(people(50, 52), {});
    QVERIFY(!window.use(u"Beta"_s, SelectionSets::Use::Only));
    QCOMPARE(window.store.count(), 2); // what was selected stays
    QCOMPARE(window.problems.size(), 2);
    QVERIFY2(window.problems.last().startsWith(u"“Beta” could not be read"_s),
        qPrintable(window.problems.last()));
    QVERIFY(window.waitFor({ u"Gamma 5"_s }));
    QCOMPARE(files().filter(u"set-aside"_s).size(), 2);
    QVERIFY(window.use(u"Gamma"_s, SelectionSets::Use::Only));
    QCOMPARE(window.store.ids(), people(0, 5));
}

void TestSelectionSets::windowsLoseNothingOfEachOther()
{
    Window one(path());
    Window two(path());
    bool first = false;
    bool second = false;
    one.sets.save(u"Mine"_s, { .count = 2, .people = kept(people(0, 2)) }, [&] { first = true; });
    two.sets.save(u"Yours"_s, { .count = 3, .people = kept(people(0, 3)) }, [&] { second = true; });
    QTRY_VERIFY(first && second);
    QVERIFY(one.waitFor({ u"Mine 2"_s, u"Yours 3"_s }));
    QVERIFY(two.waitFor({ u"Mine 2"_s, u"Yours 3"_s }));
    one.sets.remove(u"Yours"_s);
    QVERIFY(two.waitFor({ u"Mine 2"_s }));
    QVERIFY(!two.use(u"Yours"_s, SelectionSets::Use::Only));
    QVERIFY(two.problems.isEmpty() || two.problems.first().contains(u"no longer there"_s));
    QCOMPARE(one.problems, QStringList());
}

void TestSelectionSets::setsAreAddedAndTakenOut()
{
    using enum SelectionSets::Use;
    Window window(path());
    QVERIFY(window.save(u"Ten"_s, people(0, 10)));
    window.store.replace(people(5, 20), {});
    std::optional<SelectionSets::Used> used = window.use(u"ten"_s, Add); // whatever the case
    QVERIFY(used);
    QCOMPARE(used->changed, 5);
    QCOMPARE(used->people.size(), 10);
    QCOMPARE(window.store.ids(), people(0, 20));
    used = window.use(u"Ten"_s, TakeOut);
    QCOMPARE(used->changed, 10);
    QCOMPARE(window.store.ids(), people(10, 20));
    used = window.use(u"Ten"_s, Only);
    QCOMPARE(used->changed, 10);
    QCOMPARE(window.store.ids(), people(0, 10));
}

void TestSelectionSets::whatIsTickedMeanwhileStays()
{
    Window window(path());
    QVERIFY(window.save(u"Ten"_s, people(0, 10)));
    std::optional<SelectionSets::Used> used;
    window.sets.use(u"Ten"_s, SelectionSets::Use::Add, window.store,
        [&used](const auto& result) { used = result; });
    const IdentityId quick(u"quick"_s);
    QVERIFY(window.store.setSelected(quick, true));
    QTRY_VERIFY(used);
    QCOMPARE(window.store.count(), 11);
    QVERIFY(window.store.isSelected(quick));
    QCOMPARE(used->changed, 10);
}

void TestSelectionSets::setsAreRenamedDeletedAndBroughtBack()
{
    Window window(path());
    QVERIFY(window.save(u"One"_s, people(0, 1)));
    QVERIFY(window.save(u"Two"_s, people(0, 2)));
    window.sets.rename(u"One"_s, u"ONE"_s); // case alone
    QVERIFY(window.waitFor({ u"ONE 1"_s, u"Two 2"_s }));
    window.sets.rename(u"ONE"_s, u"Uno"_s);
    QVERIFY(window.waitFor({ u"Two 2"_s, u"Uno 1"_s }));
    window.sets.rename(u"Uno"_s, u"two"_s); // taken
    QTRY_COMPARE(window.problems.size(), 1);
    QVERIFY(window.waitFor({ u"Two 2"_s, u"Uno 1"_s }));
    window.sets.remove(u"Two"_s);
    QVERIFY(window.waitFor({ u"Uno 1"_s }));
    QTRY_VERIFY(window.sets.removed());
    window.sets.restore();
    QVERIFY(window.waitFor({ u"Two 2"_s, u"Uno 1"_s }));
    QVERIFY(!window.sets.removed());
}

/// What one window deletes takes the place of what another deleted, and never its name.
void TestSelectionSets::whatAnotherWindowDeletedIsNotTakenForOnesOwn()
{
    Window one(path());
    Window other(path());
    QVERIFY(one.save(u"One"_s, people(0, 1)));
    QVERIFY(one.save(u"Two"_s, people(0, 2)));
    QVERIFY(other.waitFor({ u"One 1"_s, u"Two 2"_s }));
    one.sets.remove(u"One"_s);
    QVERIFY(other.waitFor({ u"Two 2"_s }));
    other.sets.remove(u"Two"_s);
    QVERIFY(one.waitFor({}));
    QTRY_VERIFY(other.sets.removed());
    one.sets.restore();
    QTRY_COMPARE(one.problems, QStringList { u"“One” could not be brought back."_s });
    other.sets.restore();
    QVERIFY(one.waitFor({ u"Two 2"_s }));
    QVERIFY(one.use(u"Two"_s, SelectionSets::Use::Only));
}

void TestSelectionSets::aMillionComesBack()
{
    Window window(path());
    KeptPeople everybody;
    for (int i = 0; i < KeptPeople::MostPeople; ++i)
        everybody.people += { .id = IdentityId(QString::number(i)) };
    bool isSaved = false;
    window.sets.save(u"Everybody"_s, everybody, [&isSaved] { isSaved = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isSaved, 60'000);
    QVERIFY(window.waitFor({ u"Everybody 1000000"_s }));
    std::optional<SelectionSets::Used> used;
    window.sets.use(u"Everybody"_s, SelectionSets::Use::Only, window.store,
        [&used](const auto& result) { used = result; });
    QTRY_VERIFY_WITH_TIMEOUT(used, 60'000);
    QCOMPARE(window.store.count(), KeptPeople::MostPeople);
    // One more is refused rather than cut.
    everybody.people += { .id = IdentityId(u"one more"_s) };
    bool done = false;
    window.sets.save(u"Too many"_s, everybody, [&done] { done = true; });
    QTRY_COMPARE_WITH_TIMEOUT(window.problems.size(), 1, 60'000);
    QVERIFY(!done);
    QVERIFY(window.problems.first().contains(u"1,000,000"_s));
}

void TestSelectionSets::theSelectionComesBackAndSaysSo()
{
    {
        Present first(path(), m_clock);
        QVERIFY(first.isOpen);
        QVERIFY(!first.keeper.isUnanswered());
        first.store.replace(people(0, 5), {});
        first.store.remember({ .id = *people(0, 1).cbegin(), .name = u"Ann Lee"_s });
    }
    m_clock.advance(24LL * 3600 * 1000);
    {
        Present second(path(), m_clock);
        QCOMPARE(second.store.ids(), people(0, 5));
        QCOMPARE(second.store.names().value(*people(0, 1).cbegin()), u"Ann Lee"_s);
        QVERIFY(second.store.known().isEmpty()); // states of yesterday are not known today
        QCOMPARE(second.restored, 5);
        QVERIFY(second.keeper.isUnanswered());
        QCOMPARE(second.keeper.origin(), u"5 people are still selected from yesterday."_s);
        second.store.setSelected(people(9, 10).values(), true);
        QCOMPARE(
            second.keeper.origin(), u"Some of the selected are still selected from yesterday."_s);
        second.keeper.accept();
        QCOMPARE(second.keeper.origin(), QString());
    }
    m_clock.advance(60'000);
    Present third(path(), m_clock);
    QCOMPARE(third.store.count(), 6);
    QVERIFY2(third.keeper.origin().startsWith(u"6 people are still selected from "_s),
        qPrintable(third.keeper.origin()));
    third.store.clear();
    QVERIFY(!third.keeper.isUnanswered());
}

void TestSelectionSets::allMatchingComesBackWithItsExceptions()
{
    const IdentityQuery query { .scope = IdentityScope::All,
        .filter = u"cloudStatus eq \"LOCKED\""_s };
    {
        Present first(path(), m_clock);
        first.store.setViewQuery(query);
        first.store.selectAllMatching(query, 1284);
        first.store.setSelected(people(0, 2).values(), false);
    }
    Present second(path(), m_clock);
    QVERIFY(second.store.isAllMatching());
    QCOMPARE(second.store.allMatchingQuery(), query);
    QCOMPARE(second.store.ids(), people(0, 2));
    QCOMPARE(second.store.count(), 1282);
    QVERIFY(!second.store.knows()); // the table shows another view
    QVERIFY2(second.keeper.origin().startsWith(u"Whoever matches “All: Status is Locked” is"_s),
        qPrintable(second.keeper.origin()));
}

void TestSelectionSets::eachWindowHasItsOwn()
{
    {
        Present one(path(), m_clock);
        Present two(path(), m_clock);
        one.store.replace(people(0, 3), {});
        two.store.replace(people(3, 7), {});
    }
    Present again(path(), m_clock);
    QCOMPARE(again.store.ids(), people(0, 3));
    Present other(path(), m_clock);
    QCOMPARE(other.store.ids(), people(3, 7));
}

void TestSelectionSets::anEmptySelectionLeavesNothingBehind()
{
    {
        Present first(path(), m_clock);
        first.store.replace(people(0, 3), {});
    }
    QCOMPARE(files(), QStringList { u"window-1.people"_s });
    {
        Present second(path(), m_clock);
        second.store.clear();
    }
    QCOMPARE(files(), QStringList());
}

void TestSelectionSets::aDamagedSelectionIsSetAside()
{
    {
        Present first(path(), m_clock);
        first.store.replace(people(0, 3), {});
    }
    damage(QDir(path()).filePath(u"window-1.people"_s), -3);
    Present second(path(), m_clock);
    QVERIFY(second.store.isEmpty());
    QCOMPARE(second.problems.size(), 1);
    QVERIFY2(second.problems.first().startsWith(u"The selection of the last time could not be "_s),
        qPrintable(second.problems.first()));
    QCOMPARE(files().filter(u"set-aside"_s).size(), 1);
}

/// Another window removed the connection: what it forgot is not written again.
void TestSelectionSets::whereTheFolderIsGoneItIsSaidOnce()
{
    Present present(path(), m_clock);
    QVERIFY(QDir(path()).removeRecursively());
    present.store.replace(people(0, 3), {});
    QTRY_COMPARE(present.problems.size(), 1);
    present.store.clear();
    present.store.replace(people(0, 4), {});
    Window window(path()); // makes it anew
    QVERIFY(window.save(u"Four"_s, people(0, 4)));
    QCOMPARE(present.problems.size(), 1);
}

void TestSelectionSets::connectionsHaveFoldersOfTheirOwn()
{
    const QString root = m_folder->path();
    const Tenant acme { .name = u"acme"_s, .host = u"acme.api.identitynow.com"_s };
    const Tenant other { .name = u"other"_s, .host = u"other.api.identitynow.com"_s };
    const QString mine = tenantFolder(root, u"../.."_s, acme); // whatever a file says
    QVERIFY(mine.startsWith(root + u'/'));
    QVERIFY(!mine.contains(u".."_s));
    QVERIFY(mine != tenantFolder(root, u"../.."_s, other)); // it led elsewhere before
    const QString another = tenantFolder(root, u"b"_s, acme);
    QVERIFY(mine != another);
    QVERIFY(tenantFolder({}, u"b"_s, acme).isEmpty());
    QVERIFY(QDir().mkpath(mine) && QDir().mkpath(another));
    forgetConnection(root, u"../.."_s);
    QVERIFY(!QDir().exists(mine));
    QVERIFY(QDir().exists(another));
    forgetConnection(root, {});
    QVERIFY(QDir().exists(another));
}

QTEST_GUILESS_MAIN(TestSelectionSets)
#include "tst_selectionsets.moc"
