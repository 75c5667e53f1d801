"""Station tables: separators, dates, units, missing days; and every fault named by line."""

import gzip

import numpy as np
import pytest

from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused

ALL = slice(None)


def write(tmp_path, text, name="stations.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def opened(path, *variables):
    source = open_source(path, catalogue={}, variables=variables, made_folder=path.parent)
    return source.pieces[0], source.notes


def refused(path, *variables):
    with pytest.raises(Refused) as refusal:
        opened(path, *variables)
    return list(refusal.value.problems)


def rain_of(piece, site=0):
    return piece.read("pr", 0, np.array([site]), ALL, unit="mm/day")[0]


@pytest.mark.parametrize(
    "text",
    [
        "date,rain\n1990-02-27,1.5\n1990-02-28,0\n1990-03-01,\n",
        "# from the ledger\ndate;rain\n1990-02-27;1,5\n1990-02-28;0\n1990-03-01;NA\n",
        "Day\tMonth\tYear\tPrcp(mm)\n27\t2\t1990\t1.5\n28\t2\t1990\t0\n1\t3\t1990\tnan\n",
        "year,month,day,rr [mm/day]\n1990,Feb,27,1.5\n1990,Feb,28,0\n1990,Mar,1,-\n",
        "year,month,day,precip [inch]\n1990,févr,27,0.05905511811\n1990,févr,28,0\n1990,mars,1,\n",
        "year,doy,rain [mm]\n1990,58,1.5\n1990,59,T\n1990,60,\n",
        "date,pr\n27/02/1990,1.5\n28/02/1990,0\n01/03/1990,\n",
        "date,pr\n02/27/1990,1.5\n02/28/1990,0\n03/01/1990,\n",
        "time,pr\n19900227,1.5\n19900228,0\n19900301,\n",
        "date,pr\n1990-02-27 00:00:00,1.5\n1990-02-28 00:00:00,0\n1990-03-01 00:00:00,-99.9\n",
        "date pr\n1990-02-27 1.5\n1990-02-28 0\n1990-03-01 -999\n",
        "\ufeffdate,pr\n1990-03-01,\n1990-02-27,1.5\n1990-02-28,0\n",
        "Station of Kita\nRain, in mm; read by hand\ndate,rain\n1990-02-27,1.5\n1990-02-28,0\n1990-03-01,\n",
        "date,rain,,\n1990-02-27,1.5,,\n,,,\n1990-02-28,0,,\n1990-03-01,,,\n,,,\n",
        "Année;Mois;Jour;Pluie\n1990;2;27;1,5\n1990;2;28;0\n1990;3;1;\n",
        "año,mes,día,Precipitación [mm]\n1990,2,27,1.5\n1990,2,28,0\n1990,3,1,\n",
        "mwaka,mwezi,siku,mvua\n1990,Februari,27,1.5\n1990,Februari,28,0\n1990,Machi,1,\n",
        "date,rain\n27-Feb-1990,1.5\n28-Feb-1990,0\n01-Mar-1990,\n",
        "date,rain\n27 février 1990,1.5\n28 février 1990,0\n1 mars 1990,\n",
        "date,rain\n27/02/1990 00:00,1.5\n28/02/1990 00:00,0\n01/03/1990 00:00,\n",
        "date,rain\n1990-02-27 06:00,1.5\n1990-02-28 06:00,0\n1990-03-01 06:00,\n",
        "year,month,day,rain\n1990,2,27,1.5\n1990,2,28,0\n1990,2,29,\n1990,2,30,\n1990,3,1,\n",
    ],
)
def test_the_same_three_days_in_every_manner(tmp_path, text):
    piece, _ = opened(write(tmp_path, text))
    assert [piece.dates.iso(i) for i in range(3)] == ["1990-02-27", "1990-02-28", "1990-03-01"]
    np.testing.assert_allclose(rain_of(piece), np.array([1.5, 0, np.nan]), rtol=1e-6)


def test_gzip_and_the_name_of_a_lone_station(tmp_path):
    path = tmp_path / "kano.txt.gz"
    path.write_bytes(gzip.compress(b"date,rain\n1990-01-01,3\n"))
    assert opened(path)[0].cells.names == ("kano",)


def test_stations_that_start_in_different_years(tmp_path):
    text = "station,date,rain,lat,lon\nA,1990-12-31,1,13.5,2.1\nA,1991-01-01,2,13.5,2.1\nB's,1991-01-01,3,13.8,5.2\n"
    piece, _ = opened(write(tmp_path, text))
    assert piece.cells.names == ("A", "B's")
    assert piece.cells.record == ((1990, 1991), (1991, 1991))
    np.testing.assert_array_equal(rain_of(piece, 0), [1, 2])
    np.testing.assert_array_equal(rain_of(piece, 1), [np.nan, 3])
    np.testing.assert_array_equal(piece.cells.lat, [13.5, 13.8])


def test_a_day_without_a_row_is_missing_and_said(tmp_path):
    piece, notes = opened(write(tmp_path, "date,rain\n1990-01-01,1\n1990-01-02,2\n1990-01-05,5\n"))
    np.testing.assert_array_equal(rain_of(piece), [1, 2, np.nan, np.nan, 5])
    assert "stations: 2 day(s) without a row are counted as missing: 1990-01-03, 1990-01-04" in notes


def test_notes_say_what_was_taken_for_granted_of_what_is_needed(tmp_path):
    path = write(tmp_path, "date,rain,tmax,lat,lon\n1990-01-01,-99,30,1,2\n1990-01-02,T,31,1,2\n")
    _, notes = opened(path, "pr")
    assert notes == (
        "rain: 1 trace(s) of rain are read as 0",
        "rain: -99 is read as missing at stations (1)",
        "rain names no unit; it is read as mm a day",
        "stations.csv is taken as station, as the file looks",
    )


def test_a_cold_day_is_not_a_missing_code(tmp_path):
    piece, _ = opened(write(tmp_path, "date,tmin [degF]\n1990-01-01,-99\n1990-01-02,-999\n"))
    cold = piece.read("tasmin", 0, np.array([0]), ALL)[0]
    np.testing.assert_allclose(cold, [(-99 - 32) / 1.8 + 273.15, np.nan], rtol=1e-6)


@pytest.mark.parametrize(
    ("text", "variable", "code", "got"),
    [
        ("date,tmax\n1990-01-01,88\n1990-01-02,91\n", "tasmax", "unit.missing", "88..91"),
        ("date,tmax\n1990-01-01,300\n1990-01-02,301\n", "tasmax", "unit.missing", "300..301"),
        ("date,ws\n1990-01-01,3\n", "sfcWind", "unit.missing", "no unit"),
        ("date,rain [degC]\n1990-01-01,3\n", "pr", "unit.dimension", "degC"),
        ("date,rain [buckets]\n1990-01-01,3\n", "pr", "unit.dimension", "buckets"),
        ("date,rain\n1990-01-01,3\n1990-01-02,4,5\n", "pr", "table.uneven", "line 3: 3"),
        ("date,rain\n1990-01-01,3\n1990-01-02,4.2A\n", "pr", "table.number", "line 3: 4.2A"),
        ("date,tmax [degC]\n1990-01-01,T\n", "tasmax", "table.number", "T"),
        ("date,rain\n1990-01-01,3\n1990-02-30,4\n", "pr", "table.dates", "line 3: 1990-02-30"),
        ("year,month,day,rain\n1990,13,1,3\n", "pr", "table.dates", "line 2: 1990-13-1"),
        ("year,doy,rain\n1990,366,3\n", "pr", "table.dates", "line 2: 1990-366"),
        ("date,rain\n01/02/1990,3\n02/02/1990,4\n", "pr", "table.dates", "01/02/1990"),
        ("date,rain\n1990-01-01 06:00,3\n1990-01-01 12:00,3\n", "pr", "time.subdaily", "1990-01-01 06:00"),
        ("date,rain\n1990-01-01,3\n1990-02-01,3\n1990-03-01,3\n", "pr", "time.monthly", "a step of 29.5 days"),
        ("date,rain\n1990-01-01,3\n1990-01-01,4\n", "pr", "time.duplicate", "stations 1990-01-01 (line 3)"),
        ("rain,tmax\n3,4\n", "pr", "table.dates", "rain, tmax"),
        ("date,rain,prcp\n1990-01-01,3,3\n", "pr", "variable.twice", "rain, prcp"),
        ("date,rain,rain\n1990-01-01,3,3\n", "pr", "table.column", "rain"),
        ("date,rain [mm]\n1990-01-01,3\n1990-01-02,-0.5\n", "pr", "value.impossible", "-0.5 mm/day on 1990-01-02"),
        ("station,date,rain\nA,1990-01-01,3\n,1990-01-02,3\n", "pr", "table.station", ""),
        ("station,date,rain,lat\nA,1990-01-01,3,1\nA,1990-01-02,3,2\n", "pr", "table.place", "1, 2"),
        ("station,date,rain\nWA,1990-01-01,3\nWa,1990-01-02,3\n", "pr", "table.station", "WA, Wa"),
        ("year,month,day,rain\n1990,2,28,3\n1990,2,29,1\n", "pr", "table.dates", "line 3: 1990-2-29"),
        ("date,rain\n1990-01-01,1_000\n1990-01-02,inf\n", "pr", "table.number", "line 2: 1_000, line 3: inf"),
        ("date;rain\n1990-01-01;1,234\n1990-01-02;2.5\n", "pr", "table.number", "line 2: 1,234"),
        ("station,date,rain,lon\nA,1990-01-01,3,west\n", "pr", "table.number", "line 2: west"),
        ("date,rain\n36526,3\n36527,3\n", "pr", "table.dates", "line 2: 36526"),
        ("date,rain\n", "pr", "table.empty", ""),
        ("date,tmax\n1990-01-01,30\n", "pr", "variable.missing", "the file holds tasmax, date"),
    ],
)
def test_a_fault_is_named(tmp_path, text, variable, code, got):
    problems = refused(write(tmp_path, text), variable)
    assert [problem.code for problem in problems] == [code]
    assert got in problems[0].got


def test_a_year_of_rain_that_never_reaches_a_millimetre_may_be_metres(tmp_path):
    days = np.datetime64("1990-01-01") + np.arange(365)
    rows = "".join(f"{day},{0.02 if n % 5 == 0 else 0}\n" for n, day in enumerate(days))
    assert [p.code for p in refused(write(tmp_path, "date,rain\n" + rows), "pr")] == ["unit.missing"]
    piece, _ = opened(write(tmp_path, "date,rain [m]\n" + rows, "named.csv"), "pr")
    assert rain_of(piece).max() == np.float32(20)


def test_binary_data_are_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"date,rain\n1990-01-01,\0\0\0")
    assert [problem.code for problem in refused(tmp_path / "a.csv")] == ["file.kind"]


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", True), ("utf-16", False), ("utf-8-sig", False)])
def test_the_letters_of_excel(tmp_path, encoding, said):
    """What Excel in French saves, and its "Unicode text"; only the first is a guess, and is told."""
    (tmp_path / "b.csv").write_bytes("station,date,rain\nSégou,1990-01-01,3\n".encode(encoding))
    piece, notes = opened(tmp_path / "b.csv")
    assert piece.cells.names == ("Ségou",)
    assert any("not UTF-8" in note for note in notes) == said


def test_several_faults_are_told_at_once(tmp_path):
    text = "date,rain,tmax\n1990-01-01,x,300\n1990-01-02,y,301\n"
    assert [problem.code for problem in refused(write(tmp_path, text), "pr", "tasmax")] == [
        "table.number",
        "unit.missing",
    ]


def test_what_stands_above_the_table_and_how_it_was_read_is_told(tmp_path):
    text = "Kita\n\ndate,rain [mm]\n1990-02-28 06:00,3\n1990-02-29 06:00,\n1990-03-01 06:00,4\n"
    _, notes = opened(write(tmp_path, text))
    assert notes[:3] == (
        "1 line(s) above the names of the columns are left out",
        (
            "every row has the time 06:00; it is taken as when the day's value was read, and the value as that of the "
            "day that is written"
        ),
        "1 row(s) for days that their month does not have hold nothing, and are left out",
    )


@pytest.mark.parametrize(
    ("lat", "lon", "place"),
    [("13.5N", "0.85W", (13.5, -0.85)), ("S 1.25", "36.8 E", (-1.25, 36.8)), ("13.5°N", "2.1", (13.5, 2.1))],
)
def test_degrees_with_the_side_of_the_world(tmp_path, lat, lon, place):
    piece, _ = opened(write(tmp_path, f"station,date,rain,lat,lon\nA,1990-01-01,3,{lat},{lon}\n"))
    assert (piece.cells.lat[0], piece.cells.lon[0]) == place


def test_numbers_of_days_as_excel_keeps_them_are_named_with_their_mend(tmp_path):
    (problem,) = refused(write(tmp_path, "date,rain\n36526,3\n36527,3\n"), "pr")
    assert "format the whole column as dates" in problem.next_step
