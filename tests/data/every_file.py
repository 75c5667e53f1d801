"""What every file of the real data opens to, or the message that refuses it; read by `test_every_file`."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class File:
    """A file that opens.

    kind       of its cells, over `shape`
    variables  canonical name: the unit of the file, and the mean of the first member over all places and days in the
               unit people read, to three digits
    lacks      variables that it seems to hold, and the code of the message that says why they are not offered
    """

    role: str
    kind: str
    shape: tuple[int, ...]
    calendar: str
    first: str
    last: str
    variables: dict[str, tuple[str, float]]
    step: str = "day"
    members: int = 1
    lacks: dict[str, str] = field(default_factory=dict)


_ENSEMBLE = "ensemble_bccaqv2_1cell_2016/{}_day_BCCAQv2+ANUSPLIN300_{}_19500101-21001231_sub.nc"
_ENSEMBLE_UNITS = {"pr": "kg m-2 d-1", "tasmax": "degC", "tasmin": "degC"}

# One cell downscaled from four models: calendar, and the means of pr, tasmax and tasmin.
_ENSEMBLE_MEANS = {
    "CNRM-CM5_historical+rcp45_r1i1p1": ("standard", 2.83, 11.9, 2.73),
    "CNRM-CM5_historical+rcp85_r1i1p1": ("standard", 2.24, 11.2, 1.78),
    "CanESM2_historical+rcp45_r1i1p1": ("noleap", 2.99, 13.1, 3.93),
    "CanESM2_historical+rcp85_r1i1p1": ("noleap", 2.85, 14, 4.56),
    "HadGEM2-ES_historical+rcp45_r1i1p1": ("360_day", 2.7, 12.7, 3.29),
    "HadGEM2-ES_historical+rcp85_r1i1p1": ("360_day", 2.74, 11.4, 2.7),
    "MPI-ESM-LR_historical+rcp45_r1i1p1": ("standard", 2.95, 12.2, 3.2),
    "MPI-ESM-LR_historical+rcp85_r1i1p1": ("standard", 2.05, 13, 4.05),
    "MPI-ESM-LR_historical+rcp85_r3i1p1": ("standard", 2.44, 13.8, 4.58),
}

OPENS = {
    "CanESM2_1950-2100.nc": File(
        "projection", "sites", (3,), "noleap", "1950-01-01", "2100-12-31",
        {"pr": ("kg m-2 s-1", 2.53), "tasmax": ("K", 14.5)},
    ),
    "ERA5_daily_surface_cancities_1990-1993.nc": File(
        "station", "sites", (5,), "standard", "1990-01-01", "1993-12-31",
        {
            "evspsblpot": ("kg m-2 s-1", 1.1), "pr": ("kg m-2 s-1", 2.54), "ps": ("Pa", 997), "rsds": ("W m-2", 144),
            "sfcWind": ("m s-1", 4.35), "tas": ("K", 3.18), "tasmax": ("K", 6.66), "tasmin": ("K", 0.267),
        },
        lacks={"hurs": "unit.missing"},
    ),
    "ahccd_1950-2013.nc": File(
        "station", "sites", (3,), "noleap", "1950-01-01", "2013-12-31",
        {"tasmax": ("degC", 4.55), "pr": ("mm day-1", 2.27)},
    ),
    "calendars/tas_day_CESM2-WACCM_historical_r1i1p1f1_gn_20000101-20091231.nc": File(
        "projection", "grid", (2, 3), "noleap", "1999-12-31", "2009-12-30",
        {"tas": ("K", -10)},
    ),
    "calendars/tasmin_day_HadGEM3-GC31-MM_dcppA-hindcast_s1960-r2i1p1f2_gn_19601101-19601230.nc": File(
        "hindcast", "grid", (4, 5), "360_day", "1960-11-01", "1960-12-30",
        {"tasmin": ("K", -4.84)},
    ),
    "calendars/tasmin_day_HadGEM3-GC31-MM_dcppA-hindcast_s1960-r2i1p1f2_gn_19610101-19611230.nc": File(
        "hindcast", "grid", (4, 5), "360_day", "1961-01-01", "1961-12-30",
        {"tasmin": ("K", -6.94)},
    ),
    "cmip6_monthly_access/pr_Amon_ACCESS-ESM1-5_historical_r1i1p1f1_gn_200001-201412.nc": File(
        "projection", "grid", (19, 36), "standard", "2000-01-01", "2014-12-01",
        {"pr": ("kg m-2 s-1", 2.48)}, step="month",
    ),
    "cmip6_monthly_access/tas_Amon_ACCESS-ESM1-5_historical_r1i1p1f1_gn_200001-201412.nc": File(
        "projection", "grid", (19, 36), "standard", "2000-01-01", "2014-12-01",
        {"tas": ("K", 4.17)}, step="month",
    ),
    "cmip6_monthly_access/tas_Amon_ACCESS-ESM1-5_ssp126_r1i1p1f1_gn_201501-202512.nc": File(
        "projection", "grid", (19, 36), "standard", "2015-01-01", "2025-12-01",
        {"tas": ("K", 4.45)}, step="month",
    ),
    "gmst/IPCC_annual_global_tas.nc": File(
        "projection", "sites", (1,), "standard", "1850-01-01", "2100-01-01",
        {"tas": ("°C", 15)}, step="year", members=296,
    ),
    "iberia_djf/pr_EUR-44_ICHEC-EC-EARTH_historical_r1i1p1_KNMI-RACMO22E_day_198212-200202_DJF.nc": File(
        "observation", "mesh", (28, 30), "standard", "1982-12-01", "2002-02-28",
        {"pr": ("mm day-1", 2.24)},
    ),
    "iberia_djf/pr_EUR-44_ICHEC-EC-EARTH_rcp85_r1i1p1_KNMI-RACMO22E_day_208012-210002_DJF.nc": File(
        "projection", "mesh", (28, 30), "standard", "2080-12-01", "2100-02-28",
        {"pr": ("mm day-1", 2.26)},
    ),
    "iberia_djf/pr_day_CNRM-CM5_historical_r1i1p1_198212-200202_DJF.nc": File(
        "projection", "grid", (8, 11), "standard", "1982-12-01", "2002-02-28",
        {"pr": ("kg m-2 s-1", 2.08)},
    ),
    "iberia_djf/pr_day_CNRM-CM5_rcp85_r1i1p1_208012-210002_DJF.nc": File(
        "projection", "grid", (8, 11), "standard", "2080-12-01", "2100-02-28",
        {"pr": ("kg m-2 s-1", 1.84)},
    ),
    "iberia_djf/pr_day_NCEP-NCAR-R1_198212-200202_DJF.nc": File(
        "observation", "grid", (6, 8), "standard", "1982-12-01", "2002-02-28",
        {"pr": ("kg m-2 s-1", 1.62)},
    ),
    "iberia_djf/tas_EUR-44_ICHEC-EC-EARTH_historical_r1i1p1_KNMI-RACMO22E_day_198212-200202_DJF.nc": File(
        "observation", "mesh", (28, 30), "standard", "1982-12-01", "2002-02-28",
        {"tas": ("degC", 8.47)},
    ),
    "iberia_djf/tas_EUR-44_ICHEC-EC-EARTH_rcp85_r1i1p1_KNMI-RACMO22E_day_208012-210002_DJF.nc": File(
        "projection", "mesh", (28, 30), "standard", "2080-12-01", "2100-02-28",
        {"tas": ("degC", 11.4)},
    ),
    "iberia_djf/tas_day_CNRM-CM5_historical_r1i1p1_198212-200202_DJF.nc": File(
        "projection", "grid", (8, 11), "standard", "1982-12-01", "2002-02-28",
        {"tas": ("K", 8.72)},
    ),
    "iberia_djf/tas_day_CNRM-CM5_rcp85_r1i1p1_208012-210002_DJF.nc": File(
        "projection", "grid", (8, 11), "standard", "2080-12-01", "2100-02-28",
        {"tas": ("K", 11.9)},
    ),
    "iberia_djf/tas_day_NCEP-NCAR-R1_198212-200202_DJF.nc": File(
        "observation", "grid", (6, 8), "standard", "1982-12-01", "2002-02-28",
        {"tas": ("degC", 8.96)},
    ),
    "loca_3km_daily_temp_2030-2035.nc": File(
        "projection", "grid", (1, 1), "standard", "2030-01-01", "2035-12-31",
        {"tasmax": ("degF", 27.3)}, members=62,
    ),
    "niger_daily_1940-1980.csv": File(
        "station", "sites", (2,), "standard", "1940-01-01", "1980-12-31",
        {"tasmax": ("degC", 36.1), "tasmin": ("degC", 21.6), "pr": ("mm/day", 1.57)}, lacks={"sfcWind": "unit.missing"},
    ),
    "nrcan_1950-2013.nc": File(
        "station", "sites", (3,), "noleap", "1950-01-01", "2013-12-31",
        {"tasmax": ("K", 4.76), "pr": ("mm s-1", 2.05)},
    ),
    "pr_day_CanESM2_365day_2095.nc": File(
        "projection", "grid", (36, 36), "noleap", "2095-01-01", "2095-12-31",
        {"pr": ("mm s-1", 3.23)},
    ),
    "pr_day_HadGEM2-CC_360day_2095.nc": File(
        "projection", "grid", (36, 36), "360_day", "2095-01-01", "2095-12-30",
        {"pr": ("mm s-1", 3.29)},
    ),
    "rotated_cordex/tas_AFR-22_MPI-M-MPI-ESM-LR_historical_r1i1p1_GERICS-REMO2015_v1_day_19960101-20001231.nc": File(
        "projection", "mesh", (5, 4), "standard", "1996-01-01", "2000-12-31",
        {"tas": ("K", 18.5)},
    ),
    "rotated_cordex/tas_AFR-22_MPI-M-MPI-ESM-LR_historical_r1i1p1_GERICS-REMO2015_v1_day_20010101-20051231.nc": File(
        "projection", "mesh", (5, 4), "standard", "2001-01-01", "2005-12-31",
        {"tas": ("K", 18.6)},
    ),
    "stations_aquacrop/hyderabad_climate.txt.gz": File(
        "station", "sites", (1,), "standard", "2000-01-01", "2010-12-31",
        {"tasmin": ("degC", 19.1), "tasmax": ("degC", 32.2), "pr": ("mm/day", 2.63), "evspsblpot": ("mm/day", 4.57)},
    ),
    "stations_aquacrop/tunis_climate.txt.gz": File(
        "station", "sites", (1,), "standard", "1979-01-01", "2002-05-31",
        {"tasmin": ("C", 13.7), "tasmax": ("C", 24.3), "pr": ("mm/day", 1.24), "evspsblpot": ("mm/day", 3.63)},
    ),
    "tas_Amon_HadGEM2-ES_rcp85_r1i1p1_200512-203011.nc": File(
        "projection", "grid", (2, 2), "360_day", "2005-12-01", "2030-11-01",
        {"tas": ("K", -13.9)}, step="month",
    ),
    "tas_Amon_HadGEM2-ES_rcp85_r1i1p1_203012-205511.nc": File(
        "projection", "grid", (2, 2), "360_day", "2030-12-01", "2055-11-01",
        {"tas": ("K", -12.7)}, step="month",
    ),
    "tas_Amon_HadGEM2-ES_rcp85_r1i1p1_205512-208011.nc": File(
        "projection", "grid", (2, 2), "360_day", "2055-12-01", "2080-11-01",
        {"tas": ("K", -11)}, step="month",
    ),
    "tas_Amon_HadGEM2-ES_rcp85_r1i1p1_208012-209912.nc": File(
        "projection", "grid", (2, 2), "360_day", "2080-12-01", "2099-12-01",
        {"tas": ("K", -9.19)}, step="month",
    ),
    "tas_Amon_HadGEM2-ES_rcp85_r1i1p1_209912-212411.nc": File(
        "projection", "grid", (2, 2), "360_day", "2099-12-01", "2124-11-01",
        {"tas": ("K", -7.71)}, step="month",
    ),
    "tas_Amon_HadGEM2-ES_rcp85_r1i1p1_229912-229912.nc": File(
        "projection", "grid", (2, 2), "360_day", "2299-12-01", "2299-12-01",
        {"tas": ("K", 6.14)}, step="month",
    ),
    "tasmax_day_CanESM2_365day_2095.nc": File(
        "projection", "grid", (36, 36), "noleap", "2095-01-01", "2095-12-31",
        {"tasmax": ("K", 20)},
    ),
    "tasmax_day_HadGEM2-CC_360day_2095.nc": File(
        "projection", "grid", (36, 36), "360_day", "2095-01-01", "2095-12-30",
        {"tasmax": ("K", 20.4)},
    ),
    "tasmin_day_CanESM2_365day_2095.nc": File(
        "projection", "grid", (36, 36), "noleap", "2095-01-01", "2095-12-31",
        {"tasmin": ("K", 8.08)},
    ),
    "tasmin_day_HadGEM2-CC_360day_2095.nc": File(
        "projection", "grid", (36, 36), "360_day", "2095-01-01", "2095-12-30",
        {"tasmin": ("K", 8.72)},
    ),
    "wrf_45km_hourly_t2_2050.nc": File(
        "projection", "sites", (1,), "standard", "2050-01-01", "2051-12-31",
        {"tas": ("K", 19.8), "tasmax": ("K", 25.5), "tasmin": ("K", 15.8)},
    ),
    "wrf_45km_monthly_2022.nc": File(
        "projection", "mesh", (4, 3), "standard", "2022-01-01", "2022-12-01",
        {"ps": ("Pa", 940), "tas": ("K", 17.7)}, step="month", members=15, lacks={"pr": "unit.accumulated"},
    ),
}  # fmt: skip

OPENS |= {
    _ENSEMBLE.format(variable, run): File(
        "projection", "sites", (1,), calendar, "2016-01-01", "2016-12-30" if calendar == "360_day" else "2016-12-31",
        {variable: (_ENSEMBLE_UNITS[variable], mean)},
    )
    for run, (calendar, *means) in _ENSEMBLE_MEANS.items()
    for variable, mean in zip(_ENSEMBLE_UNITS, means, strict=True)
}  # fmt: skip

# Patterns of the files that are refused: the code, and words of the message.
REFUSED = {
    "README.md": ("file.kind", "this kind of file is not read"),
    "boundaries/*": ("file.kind", "this kind of file is not read"),
    "co2/CO2_SSP*.txt": ("table.dates", "no column tells the day"),
    "co2/MaunaLoaCO2.txt": ("table.dates", "no column tells the day"),
    "licences/*.txt": ("table.uneven", "another number of cells than the header"),
    "iberia_djf/pr_day_NCEP-CFSv2-hindcast_*.nc": (
        "unit.amount",
        "it is not told over how long each of them was taken",
    ),
    "prsn_day_CanESM5_historical_*.nc": ("variable.none", "no variable of this file is known. Got: prsn."),
    "ta_day_KACE-1-0-G_historical_*.nc": ("variable.level", "ta stands on 2 level(s) of the air"),
}

# Files that are one set: of each of its pieces the member, calendar, shape, first and last day, and variables.
SETS = {
    "iberia_djf/*CNRM*.nc": [
        ("CNRM-CM5-rcp85-r1i1p1", "standard", (8, 11), "1982-12-01", "2100-02-28", {"pr", "tas"}),
    ],
    "iberia_djf/*RACMO*.nc": [
        ("ICHEC-EC-EARTH-KNMI-RACMO22E-rcp85-r1i1p1", "standard", (28, 30), "1982-12-01", "2100-02-28", {"pr", "tas"}),
    ],
    "rotated_cordex": [
        ("MPI-M-MPI-ESM-LR-GERICS-REMO2015-historical-r1i1p1", "standard", (5, 4), "1996-01-01", "2005-12-31", {"tas"}),
    ],
    "calendars": [
        ("CESM2-WACCM-historical-r1i1p1f1", "noleap", (2, 3), "1999-12-31", "2009-12-30", {"tas"}),
        ("HadGEM3-GC31-MM-dcppA-hindcast-s1960-r2i1p1f2", "360_day", (4, 5), "1960-11-01", "1961-12-30", {"tasmin"}),
    ],
    "cmip6_monthly_access": [
        ("ACCESS-ESM1-5-ssp126-r1i1p1f1", "standard", (19, 36), "2000-01-01", "2025-12-01", {"pr", "tas"}),
    ],
    "ensemble_bccaqv2_1cell_2016": [
        (
            run.replace("_historical+", "-").replace("_", "-"), calendar, (1,), "2016-01-01",
            "2016-12-30" if calendar == "360_day" else "2016-12-31", {"pr", "tasmax", "tasmin"},
        )
        for run, (calendar, *_) in _ENSEMBLE_MEANS.items()
    ],
}  # fmt: skip

# Files that contradict one another: both hold December 2099, with other temperatures.
CONTRADICT = {"tas_Amon_HadGEM2-ES_rcp85_r1i1p1_20*.nc": ("set.overlap", "on 2099-12-01")}
