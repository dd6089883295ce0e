"""Tables of the directory after Open Referral's Human Services Data Specification, version 3.

Names and meanings of tables and columns are HSDS's (https://docs.openreferral.org); what HSDS lacks
is marked as an addition. One row of an offers file is one service at no or one location.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, String, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()
LAYOUT = 1  # counted up when tables change, so that an older file is recognised

ACTIVE, INACTIVE = "active", "inactive"  # service.status; withdrawn offers are inactive
PHYSICAL = "physical"  # location.location_type
GERMANY = "Deutschland"  # service_area.name of nationwide offers; otherwise the name of a Land
ORGANIZATION, SERVICE = "organization", "service"  # attribute.link_entity
NEED, MODE, MIGRANT_ORGANISATION = "need", "mode", "migrant_organisation"  # taxonomies


class Organization(Base):  # type: ignore[misc, valid-type]
    """Who offers services."""

    __tablename__ = "organization"
    id = Column(String(36), primary_key=True)
    name = Column(Text, nullable=False, unique=True)


class OrganizationCommunity(Base):  # type: ignore[misc, valid-type]
    """Addition: a community that the organisation stands for, a country or a language code."""

    __tablename__ = "organization_community"
    id = Column(Integer, primary_key=True)
    organization_id = Column(ForeignKey("organization.id"), nullable=False, index=True)
    code = Column(String(35), nullable=False)
    rank = Column(Integer, nullable=False)


class Service(Base):  # type: ignore[misc, valid-type]
    """One offer. `assured_date` is when it was last checked, as far as known: Y, Y-M or Y-M-D."""

    __tablename__ = "service"
    id = Column(String(100), primary_key=True)
    organization_id = Column(ForeignKey("organization.id"), nullable=False, index=True)
    name = Column(Text, nullable=False)
    url = Column(Text)
    email = Column(Text)
    status = Column(String(20), nullable=False, default=ACTIVE)
    assured_date = Column(String(10))
    assurer_email = Column(Text)
    # Addition: an operator confirmed the date, so that a file with an older one leaves it.
    confirmed = Column(Boolean, nullable=False, default=False)


class Url(Base):  # type: ignore[misc, valid-type]
    """A page on which the facts of a service stood."""

    __tablename__ = "url"
    id = Column(Integer, primary_key=True)
    service_id = Column(ForeignKey("service.id"), nullable=False, index=True)
    url = Column(Text, nullable=False)
    rank = Column(Integer, nullable=False)


class Location(Base):  # type: ignore[misc, valid-type]
    """A place where services are given; degrees are WGS 84."""

    __tablename__ = "location"
    id = Column(String(100), primary_key=True)
    organization_id = Column(ForeignKey("organization.id"), index=True)
    location_type = Column(String(10), nullable=False, default=PHYSICAL)
    name = Column(Text)
    latitude = Column(Float)
    longitude = Column(Float)
    # Additions: what the degrees stand for (point, city, area), and whether the file stated them.
    precision = Column(String(10))
    stated = Column(Boolean, nullable=False, default=False)


class ServiceAtLocation(Base):  # type: ignore[misc, valid-type]
    """Which service is given where."""

    __tablename__ = "service_at_location"
    id = Column(Integer, primary_key=True)
    service_id = Column(ForeignKey("service.id"), nullable=False, index=True)
    location_id = Column(ForeignKey("location.id"), nullable=False, index=True)


class Address(Base):  # type: ignore[misc, valid-type]
    """The address of a location."""

    __tablename__ = "address"
    id = Column(Integer, primary_key=True)
    location_id = Column(ForeignKey("location.id"), nullable=False, index=True)
    address_1 = Column(Text)
    postal_code = Column(String(5))
    city = Column(Text)
    state_province = Column(Text)
    country = Column(String(2), nullable=False, default="DE")
    address_type = Column(String(10), nullable=False, default=PHYSICAL)


class Phone(Base):  # type: ignore[misc, valid-type]
    """A telephone number of a service, as its page writes it."""

    __tablename__ = "phone"
    id = Column(Integer, primary_key=True)
    service_id = Column(ForeignKey("service.id"), nullable=False, index=True)
    number = Column(String(40), nullable=False)


class Language(Base):  # type: ignore[misc, valid-type]
    """A language in which a service advises; `code` is BCP 47."""

    __tablename__ = "language"
    id = Column(Integer, primary_key=True)
    service_id = Column(ForeignKey("service.id"), nullable=False, index=True)
    code = Column(String(35), nullable=False)
    rank = Column(Integer, nullable=False)


class Schedule(Base):  # type: ignore[misc, valid-type]
    """When a service is open: `description` is an OSM opening_hours expression."""

    __tablename__ = "schedule"
    id = Column(Integer, primary_key=True)
    service_id = Column(ForeignKey("service.id"), nullable=False, index=True)
    description = Column(Text, nullable=False)


class ServiceArea(Base):  # type: ignore[misc, valid-type]
    """Where the people live whom a service serves, if it serves a Land or all of Germany."""

    __tablename__ = "service_area"
    id = Column(Integer, primary_key=True)
    service_id = Column(ForeignKey("service.id"), nullable=False, index=True)
    name = Column(Text, nullable=False)


class CostOption(Base):  # type: ignore[misc, valid-type]
    """What a service costs: `option` is "free" or an amount in euros ("20 EUR")."""

    __tablename__ = "cost_option"
    id = Column(Integer, primary_key=True)
    service_id = Column(ForeignKey("service.id"), nullable=False, index=True)
    option = Column(Text, nullable=False)


class TaxonomyTerm(Base):  # type: ignore[misc, valid-type]
    """A need, a mode of advice, or that an organisation is a migrant organisation."""

    __tablename__ = "taxonomy_term"
    id = Column(String(60), primary_key=True)
    code = Column(String(40), nullable=False)
    name = Column(Text, nullable=False)
    description = Column(Text, nullable=False, default="")
    taxonomy = Column(String(40), nullable=False)


class Attribute(Base):  # type: ignore[misc, valid-type]
    """A term that holds for an organisation or a service; `value` is "no" where it doesn't."""

    __tablename__ = "attribute"
    id = Column(Integer, primary_key=True)
    link_id = Column(String(100), nullable=False, index=True)
    link_entity = Column(String(20), nullable=False)
    taxonomy_term_id = Column(ForeignKey("taxonomy_term.id"), nullable=False)
    value = Column(Text)
    rank = Column(Integer, nullable=False)


class State(Base):  # type: ignore[misc, valid-type]
    """Addition, one row: the layout of these tables and a number that rises with every change.

    `starter` is the hash of the starter directory imported last.
    """

    __tablename__ = "directory_state"
    id = Column(Integer, primary_key=True)
    layout = Column(Integer, nullable=False)
    revision = Column(Integer, nullable=False)
    starter = Column(String(64))
