// Where snapshots lie and when they go: whatever ends a program, nothing is left that was to go,
// and nothing goes that somebody holds or the connection keeps.

#include "profile/snapshotplace.h"

#include "profile/connectionfolder.h"
#include "profile/profile.h"

#include "support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr qint64 DayMs = 24 * 3'600'000;

/// Programs that share a data folder.
struct PlaceRig
{
    std::unique_ptr<SnapshotPlace> program(int keepDays = 0, const QString& profile = u"one"_s)
    {
        return std::make_unique<SnapshotPlace>(
            SnapshotPlace::Options { .root = root,
                .profile = profile,
                .tenant = { .name = u"acme"_s, .host = u"acme.test"_s },
                .keepDays = keepDays,
                .fileSystem = [this](const QString&) { return fileSystem; } },
            clock);
    }
    QString folderOf(const QString& profile = u"one"_s) const
    {
        return tenantFolder(root, profile, { .host = u"acme.test"_s });
    }
    /// As the sink does; each a second later.
    QString take(SnapshotPlace& place, const QString& suffix = {})
    {
        clock.advance(1000);
        QFile file(place.newPath() + suffix);
        return file.open(QIODevice::WriteOnly) && file.write("personal") == 8 ? file.fileName()
                                                                              : QString();
    }
    /// A program that was killed: its files stay and its lock is nobody's.
    QString left(const QString& suffix = {}, const QString& profile = u"one"_s)
    {
        clock.advance(1000);
        const QString number = QString::number(++programs).rightJustified(32, u'0');
        const QString path = u"%1/%2-%3.sqlite%4"_s.arg(
            folderOf(profile), clock.utcNow().toString(u"yyyyMMdd'T'HHmmsszzz"_s), number, suffix);
        QDir().mkpath(QFileInfo(path).path());
        QDir().mkpath(root + u"/programs"_s);
        QFile file(path);
        QFile lock(u"%1/programs/%2.lock"_s.arg(root, number));
        return file.open(QIODevice::WriteOnly) && lock.open(QIODevice::WriteOnly) ? path
                                                                                  : QString();
    }
    /// As at a start.
    void removeLeft(int keepDays = 0)
    {
        removeLeftSnapshots(
            root, { { .id = ProfileId(u"one"_s), .snapshotDays = keepDays } }, clock.utcNow());
    }
    /// All files of all connections.
    QStringList files() const
    {
        QThreadPool::globalInstance()->waitForDone();
        QStringList names;
        QDirIterator each(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext())
            names += QFileInfo(each.next()).filePath();
        names.sort();
        return names;
    }
    QStringList locks() const { return QDir(root + u"/programs"_s).entryList(QDir::Files); }
    static QStringList pathsOf(const QList<KeptSnapshot>& kept)
    {
        QStringList paths;
        for (const KeptSnapshot& one : kept)
            paths += one.path;
        return paths;
    }

    QTemporaryDir folder;
    const QString root = folder.filePath(u"data/snapshots"_s);
    FakeClock clock;
    QByteArray fileSystem = "ext4";
    int programs = 0;
};

} // namespace

class TestSnapshotPlace final : public QObject
{
    Q_OBJECT

private slots:
    void liesWhereOnlyItsOwnerLooks();
    void eachConnectionHasItsOwn();
    void goesWhenTheProgramEnds();
    void staysForDays();
    void theLastTwoAreKept();
    void whatALivingProgramHoldsIsLeft();
    void whatAKilledProgramLeftGoes();
    void isForgottenAtOnceWithWhatLiesBesideIt();
    void isForgottenAlthoughTheProgramWasKilled();
    void ofTheDemoTenantOnlyOnesOwn();
    void whatNobodyKnowsIsNotTouched();
    void networkShares_data();
    void networkShares();
    void nowhere();
};

void TestSnapshotPlace::liesWhereOnlyItsOwnerLooks()
{
    PlaceRig rig;
    const auto place = rig.program();
    const QString path = rig.take(*place);
    QVERIFY(!path.isEmpty());
    for (QString up = QFileInfo(path).path(); up.size() >= rig.root.size();
         up = QFileInfo(up).path()) {
        QCOMPARE(QFileInfo(up).permissions()
                & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
            QFile::Permissions());
    }
    const QList<KeptSnapshot> kept = place->kept();
    QCOMPARE(kept, (QList<KeptSnapshot> { { path, rig.clock.utcNow(), 8 } }));
}

void TestSnapshotPlace::eachConnectionHasItsOwn()
{
    PlaceRig rig;
    const auto one = rig.program(0, u"one"_s);
    const auto two = rig.program(0, u"two"_s);
    rig.take(*one);
    QVERIFY(two->kept().isEmpty());
    QVERIFY(one->folder() != two->folder());
}

void TestSnapshotPlace::goesWhenTheProgramEnds()
{
    PlaceRig rig;
    auto place = rig.program();
    rig.take(*place);
    rig.take(*place, u".part"_s);
    QCOMPARE(rig.files().size(), 3); // with the lock
    place.reset();
    QCOMPARE(rig.files(), QStringList());
}

void TestSnapshotPlace::staysForDays()
{
    PlaceRig rig;
    auto place = rig.program(2);
    const QString path = rig.take(*place);
    rig.take(*place, u".part"_s);
    place.reset();
    QCOMPARE(rig.files(), QStringList { path });
    rig.clock.advance(2 * DayMs - 2000);
    rig.removeLeft(2);
    QCOMPARE(rig.files(), QStringList { path });
    QCOMPARE(PlaceRig::pathsOf(rig.program(2)->kept()), QStringList { path });
    rig.clock.advance(2000);
    rig.removeLeft(2);
    QCOMPARE(rig.files(), QStringList());
}

void TestSnapshotPlace::theLastTwoAreKept()
{
    PlaceRig rig;
    const QString left = rig.left();
    const auto place = rig.program(7);
    rig.take(*place);
    const QString second = rig.take(*place);
    const QString third = rig.take(*place);
    const QString part = rig.take(*place, u".part"_s);
    place->keepLast();
    QCOMPARE(PlaceRig::pathsOf(place->kept()), (QStringList { third, second }));
    QVERIFY(!rig.files().contains(left));
    QVERIFY(rig.files().contains(part));
}

void TestSnapshotPlace::whatALivingProgramHoldsIsLeft()
{
    PlaceRig rig;
    auto living = rig.program();
    const QStringList held { rig.take(*living), rig.take(*living, u"-journal"_s),
        rig.take(*living, u".part"_s) };
    const auto other = rig.program();
    for (int i = 0; i < 3; ++i)
        rig.take(*other);
    other->keepLast();
    rig.removeLeft();
    for (const QString& path : held)
        QVERIFY2(rig.files().contains(path), qPrintable(path));
    QCOMPARE(rig.locks().size(), 2);
    QCOMPARE(other->kept().size(), 3); // two of its own
    living.reset();
    for (const QString& path : held)
        QVERIFY2(!rig.files().contains(path), qPrintable(path));
    QCOMPARE(rig.locks().size(), 1);
    QCOMPARE(other->kept().size(), 2);
}

void TestSnapshotPlace::whatAKilledProgramLeftGoes()
{
    PlaceRig rig;
    for (const QString& suffix : { u""_s, u".part"_s, u"-journal"_s, u"-wal"_s, u"-shm"_s,
             u".part-journal"_s, u".forgotten"_s }) {
        QVERIFY(!rig.left(suffix).isEmpty());
        QVERIFY(!rig.left(suffix, u"a connection that is not in the list any more"_s).isEmpty());
        QVERIFY(!rig.left(suffix, {}).isEmpty());
    }
    const QString whole = rig.left();
    rig.removeLeft(3);
    const QStringList stay = rig.files();
    QCOMPARE(stay.size(), 2); // whole, and of a connection that keeps them
    QVERIFY(stay.contains(whole));
    rig.removeLeft(0);
    QCOMPARE(rig.files(), QStringList());
}

void TestSnapshotPlace::isForgottenAtOnceWithWhatLiesBesideIt()
{
    PlaceRig rig;
    const auto place = rig.program(7);
    const QString other = rig.take(*place);
    const QString path = rig.take(*place);
    for (const QString& beside : { u"-wal"_s, u"-shm"_s, u"-journal"_s })
        QVERIFY(QFile::copy(path, path + beside));
    place->forget(path);
    QCOMPARE(PlaceRig::pathsOf(place->kept()), QStringList { other }); // before anybody waits
    for (const QString& file : rig.files())
        QVERIFY2(!file.startsWith(path), qPrintable(file));
    place->forgetAll();
    QVERIFY(place->kept().isEmpty());
    QCOMPARE(rig.files().size(), 1); // the lock
}

/// It had begun to forget all, or one of them, and did not come to the end.
void TestSnapshotPlace::isForgottenAlthoughTheProgramWasKilled()
{
    PlaceRig rig;
    rig.left();
    rig.left(u".forgotten"_s);
    const QString until = u"%1/forget-until-%2"_s.arg(
        rig.folderOf(), rig.clock.utcNow().toString(u"yyyyMMdd'T'HHmmsszzz"_s));
    QVERIFY(QFile(until).open(QIODevice::WriteOnly));
    const QString later = rig.left();
    rig.removeLeft(7);
    QCOMPARE(rig.files(), QStringList { later });
}

void TestSnapshotPlace::ofTheDemoTenantOnlyOnesOwn()
{
    PlaceRig rig;
    const auto one = rig.program(0, {});
    const auto two = rig.program(0, {});
    rig.take(*one);
    QCOMPARE(one->kept().size(), 1);
    QVERIFY(two->kept().isEmpty());
}

void TestSnapshotPlace::whatNobodyKnowsIsNotTouched()
{
    PlaceRig rig;
    auto place = rig.program();
    rig.take(*place);
    const QString notes = place->folder() + u"/notes.txt"_s;
    QVERIFY(QFile(notes).open(QIODevice::WriteOnly));
    place.reset();
    rig.removeLeft();
    QCOMPARE(rig.files(), QStringList { notes });
}

void TestSnapshotPlace::networkShares_data()
{
    QTest::addColumn<bool>("isShare");
    for (const char* share : { "nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs",
             "fuse.gvfsd-fuse", "ceph", "fuse.glusterfs", "9p", "afs", "fuse.rclone" })
        QTest::newRow(share) << true;
    for (const char* own : { "ext4", "ext2/ext3", "btrfs", "xfs", "zfs", "tmpfs", "overlay",
             "fuse.ecryptfs", "fuseblk", "vfat", "", "fuse" })
        QTest::newRow(own) << false;
}

void TestSnapshotPlace::networkShares()
{
    PlaceRig rig;
    rig.fileSystem = QTest::currentDataTag();
    QFETCH(bool, isShare);
    QCOMPARE(rig.program()->networkShare(), QString::fromLatin1(isShare ? rig.fileSystem : ""));
}

void TestSnapshotPlace::nowhere()
{
    PlaceRig rig;
    SnapshotPlace nowhere({}, rig.clock);
    QVERIFY(nowhere.newPath().isEmpty());
    QVERIFY(nowhere.kept().isEmpty());
    QVERIFY(QDir().mkpath(rig.folder.filePath(u"data"_s)));
    QVERIFY(QFile(rig.root).open(QIODevice::WriteOnly)); // a file where the folder should be
    QVERIFY(rig.program()->newPath().isEmpty());
}

QTEST_GUILESS_MAIN(TestSnapshotPlace)
#include "tst_snapshotplace.moc"
